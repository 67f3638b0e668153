"""What is built where nothing is asked for, and what its file is called."""

DEFAULT_MEDICINE = "baclofen"
DEFAULT_LOCALE = "en-GB"


def file_name(medicine: str, locale: str, clinic: str | None, edition: str = "standard") -> str:
    """A leaflet's file below the output folder."""
    file = f"{medicine}.{locale}{'' if edition == 'standard' else f'.{edition}'}.pdf"
    return f"{clinic}/{file}" if clinic else file
