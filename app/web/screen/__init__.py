"""The screen of one entity: list, record, forms, steps, story; `app.web.view` puts the pieces together."""
