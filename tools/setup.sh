#!/usr/bin/env bash
# Installs what is missing, and nothing else: system packages on Debian and Ubuntu, a virtual environment from the lock.
# With `tests` also the programs that only the tests need.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

python=
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
  # A name on PATH may be a shim of a version manager that only says what it lacks: ask it to run.
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
  say "Cần Python 3.11 trở lên. Trên Debian 12, Ubuntu 24.04: apt-get install python3 python3-venv"
  exit 2
fi

tessdata() {
  local found
  found=$(find /usr/share/tesseract-ocr /usr/share/tessdata ${TESSDATA_PREFIX:+"$TESSDATA_PREFIX"} \
    -name "$1.traineddata" -print -quit 2>/dev/null || true)
  [ -n "$found" ]
}

missing=()
command -v tesseract >/dev/null || missing+=(tesseract-ocr)
tessdata vie || missing+=(tesseract-ocr-vie)
tessdata Vietnamese || missing+=(tesseract-ocr-script-viet)
tessdata osd || missing+=(tesseract-ocr-osd)
command -v soffice >/dev/null || missing+=(libreoffice-writer-nogui)
[[ "$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null)" == *libarchive.so.13* ]] || missing+=(libarchive13)
[ -f /usr/share/fonts/truetype/croscore/Tinos-Regular.ttf ] || missing+=(fonts-croscore)
if [ "${1:-}" = tests ]; then
  # Every workbook that the register gives out is opened in Calc.
  office=$(readlink -f "$(command -v soffice || true)" || true)
  [ -n "$office" ] && [ -f "$(dirname "$office")/libsclo.so" ] || missing+=(libreoffice-calc-nogui)
  # Every test of the register runs on PostgreSQL too.
  command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  # The desk's screens are looked at in a browser. Ubuntu's package is only a pointer to its own store.
  if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! grep -q '^ID=ubuntu' /etc/os-release; then
    missing+=(chromium)
  fi
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)

if [ ${#missing[@]} -gt 0 ]; then
  say "Cài các gói hệ thống: ${missing[*]}"
  if ! command -v apt-get >/dev/null; then
    say "Máy này không có apt-get. Hãy cài bằng công cụ của hệ điều hành: Tesseract 5 với dữ liệu vie và script/Vietnamese,"
    say "LibreOffice Writer, libarchive, phông chữ Tinos (croscore); để chạy kiểm thử: Calc, PostgreSQL 15, Chromium; rồi chạy lại."
    exit 2
  fi
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "Cần quyền root: chạy lại bằng root, hoặc cài trước: apt-get install ${missing[*]}"; exit 2; }
    root=(sudo)
  fi
  "${root[@]}" apt-get update -qq
  # Ubuntu names the headless Writer as Debian does; libarchive13 became libarchive13t64 in newer releases.
  for i in "${!missing[@]}"; do
    if [ "${missing[$i]}" = libarchive13 ] && ! apt-cache show libarchive13 >/dev/null 2>&1; then missing[$i]=libarchive13t64; fi
  done
  install=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends)
  # The programs are wanted, no server that runs from now on: Debian makes one unless it is told not to.
  if [[ " ${missing[*]} " == *" postgresql "* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${install[@]}" postgresql-common >/dev/null
    "${root[@]}" sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  fi
  "${install[@]}" "${missing[@]}" >/dev/null
fi

if [ ! -x .venv/bin/python ]; then
  say "Tạo môi trường Python trong .venv"
  "$python" -m venv .venv
fi
if ! cmp -s requirements.lock .venv/requirements.lock; then
  say "Cài thư viện Python theo requirements.lock (lần đầu mất vài phút)"
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
  cp requirements.lock .venv/requirements.lock
fi
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
