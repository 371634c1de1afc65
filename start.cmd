@echo off
setlocal
rem The launcher may know a Python that is too new, so the versions that work are asked for first.
for %%V in (3.13 3.12 3.11) do (
    py -%%V --version >nul 2>nul && (
        py -%%V "%~dp0start.py" %*
        goto done
    )
)
py -3 --version >nul 2>nul && (
    py -3 "%~dp0start.py" %*
    goto done
)
python --version >nul 2>nul && (
    python "%~dp0start.py" %*
    goto done
)
echo No Python was found. Install Python 3.13 (from the Microsoft Store, or ask your IT service), then try again.
exit /b 1
:done
exit /b %errorlevel%
