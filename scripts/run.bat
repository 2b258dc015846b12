@echo off
rem Start the program on Windows; the first time, set up a Python environment with the pinned packages.
rem   scripts\run.bat               open the program: first the Telemark sample, later the plan last used
rem   scripts\run.bat PLAN          open a plan (.bplan) or import a workbook (.xlsx)
rem   scripts\run.bat framskriv ... any command of the program
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
for %%I in ("%~dp0..") do set "ROOT=%%~fI"
set "VENV=%ROOT%\.venv"
set "PYTHON=%VENV%\Scripts\python.exe"
set "LOCK=%ROOT%\requirements.lock"

if exist "%VENV%\unfinished" goto make
if not exist "%PYTHON%" goto make
"%PYTHON%" -c "import sys, pip; sys.exit(sys.version_info < (3, 11))" >nul 2>&1
if errorlevel 1 goto make
goto install

:make
set "BASE="
for %%V in (3.13 3.12 3.11) do if not defined BASE (
    py -%%V -c "import venv" >nul 2>&1 && set "BASE=py -%%V"
)
if not defined BASE python -c "import sys, venv; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set "BASE=python"
if not defined BASE goto no_python
echo Lager Python-miljøet i %VENV% ...
%BASE% -m venv --clear "%VENV%"
if errorlevel 1 goto failed

:install
fc /b "%LOCK%" "%VENV%\installed-requirements.lock" >nul 2>&1
if not errorlevel 1 goto start
echo Henter Python-pakkene (første gang tar det et par minutter) ...
type nul >"%VENV%\unfinished"
"%PYTHON%" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --no-deps --only-binary :all: --requirement "%LOCK%"
if errorlevel 1 goto failed
copy /y "%LOCK%" "%VENV%\installed-requirements.lock" >nul
del "%VENV%\unfinished"

:start
"%PYTHON%" "%ROOT%\main.py" %*
exit /b %errorlevel%

:no_python
echo Fant ikke Python 3.11 eller nyere på denne maskinen.
echo Installer Python 3.13 (fra Microsoft Store eller firmaportalen), åpne et nytt vindu og prøv igjen.
exit /b 1

:failed
echo Oppsettet ble ikke ferdig. Sjekk nettforbindelsen og at det er plass på disken, og kjør kommandoen på nytt.
exit /b 1
