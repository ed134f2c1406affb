"""`python -m budgetlib.cli`, for where scripts are not on the path."""

from budgetlib.cli.app import main

if __name__ == "__main__":
    main()
