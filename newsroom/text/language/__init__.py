"""What a language knows about telling who said what: one module of data per language, no code that differs."""
