from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.local_stack import LocalStack
from tests.integration.product import USERS, Product, another_instance


@pytest.fixture(scope="session")
def local_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the local AWS keeps its state."""
    return tmp_path_factory.mktemp("local")


@pytest.fixture(scope="session")
def aws_folder(local_folder: Path) -> Path:
    """The part of it that belongs to the local AWS's own process."""
    return local_folder / "aws"


@pytest.fixture(scope="session")
def deployed(local_folder: Path) -> Iterator[LocalStack]:
    """The stack on the local AWS, once for the whole run."""
    with LocalStack(local_folder) as stack:
        stack.ensure_users(list(USERS.values()))
        yield stack


@pytest.fixture
def product(deployed: LocalStack) -> Iterator[Product]:
    """The product connected to a simulator of this test's own: another instance, so no foreign statements."""
    with another_instance() as simulator:
        product = Product(deployed, simulator)
        product.connect()
        yield product
        product.close()
