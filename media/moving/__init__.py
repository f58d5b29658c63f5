"""Moving stored files from the data directory to S3 (`manage.py move_files`)."""
