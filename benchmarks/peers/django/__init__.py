"""Django REST framework and Django admin over the same tables."""
