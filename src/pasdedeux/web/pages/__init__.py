"""The pages themselves, one file for each part of the app."""
