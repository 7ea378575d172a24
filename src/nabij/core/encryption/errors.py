"""What can be wrong with keys, each saying what to do. No message holds a key or a plaintext."""


class KeysError(Exception):
    """Something is wrong with the keys; the message tells a person what to do."""


class KeysMissingError(KeysError):
    """There is no file with master keys."""


class KeysTooOpenError(KeysError):
    """Others on this machine may read the file with master keys."""


class KeysDamagedError(KeysError):
    """The file with master keys cannot be read as such."""


class UnknownKeyError(KeysError):
    """Something was encrypted or sealed with a key that is not here."""


class CannotDecryptError(KeysError):
    """A ciphertext was changed, moved to another row or field, or made with another key."""
