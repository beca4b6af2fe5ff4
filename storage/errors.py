"""What can go wrong under the tables, as one tree.

    StorageError
    ├── DatabaseUnavailable     no such database, or nobody answers at its address
    ├── MomentRefused           a clock reading without a time zone was about to be stored
    ├── NotSealed               bytes that the vault did not seal were about to be stored
    ├── NotSetAside             no update with this id is waiting to be looked at
    ├── VaultError
    │   ├── KeyRingError        the master keys are missing, malformed or open to others
    │   ├── KeyLost             a value was sealed with a master key that is not on the ring
    │   └── SealBroken          a sealed value was changed, or belongs somewhere else
    └── BackupError             a backup could not be made, or must not be restored

Without one root the callers would have to know SQLAlchemy's, asyncpg's and sqlite3's own trees.
No message here holds a text, a phone, a key or a password: messages end in logs.
"""

# ruff: noqa: N818 - the names are the words of the interface; the tree says that they are errors


class StorageError(Exception):
    """Root of everything that storage raises by itself."""


class DatabaseUnavailable(StorageError):
    """The database cannot be used; the sentence names DATABASE_URL and what to do."""


class MomentRefused(StorageError):
    """A datetime without a time zone: nobody could say later when it was."""


class NotSealed(StorageError):
    """Plain bytes on their way into a column that holds sealed ones only."""


class NotSetAside(StorageError):
    """The update was never set aside."""


class VaultError(StorageError):
    """Root of what the vault raises."""


class KeyRingError(VaultError):
    """The key ring cannot be used; the sentence names MASTER_KEYS and what to do."""


class KeyLost(VaultError):
    """The master key that this value was sealed with is not on the ring."""


class SealBroken(VaultError):
    """The sealed value was changed, cut, or sealed for another place."""


class BackupError(StorageError):
    """The backup was not made, or the restore was not begun; the sentence says why."""
