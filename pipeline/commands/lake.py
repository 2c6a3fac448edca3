"""`lake publish` and `lake fetch`: one store for many machines."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import DataOption, QuietOption
from pipeline.paths import data_folder, make_usable
from pipeline.terminal import counted, say

app = typer.Typer(no_args_is_help=True, help="A store that many machines share: PostgreSQL and Parquet.")

CatalogOption = Annotated[
    str,
    typer.Option(
        "--catalog",
        envvar="SIXTHHIRE_LAKE",
        metavar="DSN",
        help="PostgreSQL, as 'dbname=lake host=db.internal'; the password in PGPASSWORD.",
    ),
]
FilesOption = Annotated[
    str,
    typer.Option(
        "--files", envvar="SIXTHHIRE_LAKE_FILES", metavar="DIR", help="Parquet files, same for all machines."
    ),
]


@app.command()
def publish(
    catalog: CatalogOption, files: FilesOption, data: DataOption = None, quiet: QuietOption = False
) -> None:
    """Publish the current generation to the lake, whole."""
    from pipeline.lake import Lake
    from pipeline.lake import publish as publish_generation

    roles = publish_generation(data_folder(data), Lake(catalog, files))
    say(f"Published {counted(roles, 'role')} to the lake.", quiet=quiet)


@app.command()
def fetch(
    catalog: CatalogOption, files: FilesOption, data: DataOption = None, quiet: QuietOption = False
) -> None:
    """Make the lake's generation the current one here; dashboard, list and export then read it."""
    from pipeline.lake import Lake
    from pipeline.lake import fetch as fetch_generation

    folder = data_folder(data)
    make_usable(folder)
    name = fetch_generation(folder, Lake(catalog, files))
    say(f"Fetched {name}." if name else "It is here already.", quiet=quiet)
