"""What can go wrong under the tables, as one tree.

    StorageError
    ├── DatabaseUnavailable     no such database, or nobody answers at its address
    ├── MomentRefused           a clock reading without a time zone was about to be stored
    ├── NotSealed               a value was about to be stored unsealed, or for no case in hand
    ├── NotSetAside             no update with this id is waiting to be looked at
    ├── VaultError
    │   ├── KeyRingError        the master keys are missing, malformed or open to others
    │   ├── KeyLost             a value was sealed with a master key that is not on the ring
    │   ├── SealBroken          a sealed value was changed, or belongs somewhere else
    │   ├── NotInHand           a value was about to be opened that belongs to another case
    │   ├── CaseUnknown         a case that nothing was ever sealed for
    │   └── CaseShredded        a case that was deleted: its key is destroyed
    └── BackupError             a backup could not be made, or must not be restored

Without one root the callers would have to know SQLAlchemy's, asyncpg's and sqlite3's own trees.
No message here holds a text, a phone, a key or a password: messages end in logs.
"""

# ruff: noqa: N818 - the names are the words of the interface; the tree says that they are errors

from sqlalchemy.exc import DontWrapMixin


class StorageError(Exception):
    """Root of everything that storage raises by itself."""


class DatabaseUnavailable(StorageError):
    """The database cannot be used; the sentence names DATABASE_URL and what to do."""


class MomentRefused(StorageError):
    """A datetime without a time zone: nobody could say later when it was."""


class NotSealed(StorageError, DontWrapMixin):
    """A plain value on its way to the disk, and nothing that it could be sealed with.

    SQLAlchemy hands it on as it is: its own error around it would quote the statement's values.
    """


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


class NotInHand(VaultError):
    """The value belongs to a case that the reader did not take in hand."""


class CaseUnknown(VaultError):
    """No key was ever made for this case."""


class CaseShredded(VaultError):
    """The case was deleted: nobody can read what was said in it, or add to it."""


class BackupError(StorageError):
    """The backup was not made, or the restore was not begun; the sentence says why."""
