"""What every entity of every schema must do: run on the sample and on the application alike."""
