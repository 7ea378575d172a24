"""What the logs hold of one-time links: that one was opened, never its key."""

import logging
import re
from typing import Any

from nabij.core.links.secrets import TOKEN_LENGTH

HIDDEN = "…"
#: A token by its length, for addresses that lead nowhere: a link that somebody copied into the wrong place still opens.
_TOKEN = re.compile(rf"(?<![\w-])[\w-]{{{TOKEN_LENGTH}}}(?![\w-])")


class WithoutKeys(logging.Filter):
    """Hides the key in the path that Django logs with a refused or failed request; whoever reads logs could use it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes, without keys."""
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        key = str(match.kwargs.get("key", "")) if match else ""
        if isinstance(record.args, tuple):
            record.args = tuple(_without(one, key) for one in record.args)
        return True


def _without(told: Any, key: str) -> Any:
    if not isinstance(told, str):
        return told
    return _TOKEN.sub(HIDDEN, told.replace(key, HIDDEN) if key else told)
