"""What Alembic runs: the steps of ``versions``, in the transaction of its connection."""

from alembic import context

from bestbywm.library.models import Base
from bestbywm.library.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite alters a table by making it anew
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
