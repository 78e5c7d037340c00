#!/bin/sh
# Looks for drift from any scheduler that runs a shell: cron, Jenkins, a systemd timer.
#
#   STACK=production ./drift.sh [folder for the reports]
#
# Needs the Pulumi CLI on PATH, its backend and passphrase as for `pulumi preview`, and
# `npm ci` in the program's folder. Exit codes: 0 no drift, 7 drift, any other a failed check.
set -eu

reports=${1:-drift}
stack=${STACK:?name the stack: STACK=production ./drift.sh}
mkdir -p "$reports"

# A baseline that is kept in git accepts what it lists; without one everything counts.
set --
if [ -f drift-baseline.yaml ]; then set -- --baseline drift-baseline.yaml; fi

code=0
npx pulumi-identity drift --stack "$stack" --who "$@" \
  --format text \
  --format "html=$reports/drift.html" \
  --format "markdown=$reports/drift.md" \
  --format "json=$reports/drift.json" || code=$?

case $code in
  0) ;;
  7) echo "Drift: look at $reports/drift.html" >&2 ;;
  *) echo "The check itself failed: this says nothing about drift." >&2 ;;
esac
exit "$code"
