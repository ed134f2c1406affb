"""Read China's government budget disclosures into tidy data that can be checked."""

__version__ = "0.1.0"
