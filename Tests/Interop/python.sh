# Sourced by stages that need Python packages: makes a virtual environment in the cache folder, once for each set.
#   python_with NAME REQUIREMENT…   sets $python
python_with() {
  local folder=$TUMULTE_CACHE/python-$1
  shift
  command -v python3 >/dev/null 2>&1 || { echo "python3 is missing"; exit 77; }
  if [ ! -f "$folder/.complete" ] || [ "$(cat "$folder/.complete")" != "$*" ]; then
    rm -rf "$folder"
    python3 -m venv "$folder" 2>/dev/null || { echo "python3 cannot make virtual environments here (python3-venv?)"; exit 77; }
    "$folder/bin/pip" install --quiet --disable-pip-version-check "$@" || { echo "the packages $* cannot be installed"; exit 77; }
    echo "$*" >"$folder/.complete"
  fi
  python=$folder/bin/python
}
