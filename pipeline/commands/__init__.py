"""The commands of `sixthhire`, a function each. Whatever is slow to import is imported inside them."""
