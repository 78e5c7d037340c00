#!/bin/sh
# Takes out who is still there after their end date, from any scheduler that runs a shell. Run it before
# the drift check, which then reports the rest.
#
#   STACK=production ./heal.sh [folder for the report]
#
# Applies only the lists that somebody overdue is in, as the program has them now. Needs the Pulumi CLI on
# PATH, its backend and passphrase as for `pulumi up`, and `npm ci` in the program's folder. Exit codes:
# 0 nobody is overdue any more, 7 somebody still is, any other a check or an apply that failed.
set -eu

reports=${1:-drift}
stack=${STACK:?name the stack: STACK=production ./heal.sh}

look() {
  npx pulumi-identity drift --stack "$stack" --fail-on overdue --format "json=$reports/overdue.json"
}

code=0
look || code=$?
if [ "$code" -ne 7 ]; then exit "$code"; fi

node -e '
  const { findings } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  const overdue = findings.filter(({ category }) => category === "overdue");
  for (const urn of new Set(overdue.map((one) => one.urn))) console.log(urn);
' "$reports/overdue.json" > "$reports/overdue.txt"

set --
while IFS= read -r urn; do set -- "$@" --target "$urn"; done < "$reports/overdue.txt"
pulumi up --stack "$stack" --yes --skip-preview --refresh --run-program --non-interactive "$@"
look
