"""Django's name for this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The application; its label names the tables of the database."""

    name = "jixiao.web"
    label = "jixiao"
    verbose_name = "绩效"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """From its start a process follows what was entered of the law."""
        from jixiao.web.law import follow

        follow()
