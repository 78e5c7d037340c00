#!/bin/sh
# Says what a change means, from any pipeline that runs a shell: who gains and who loses access, and which
# rule of identity-rules.yaml it breaks.
#
#   STACK=production ./plan.sh [folder for the reports]
#
# Needs the Pulumi CLI on PATH, its backend and passphrase as for `pulumi preview`, and `npm ci` in the
# program's folder. Exit codes: 0 planned, 9 a rule is broken, any other a plan that failed or is not whole.
set -eu

reports=${1:-plan}
stack=${STACK:?name the stack: STACK=production ./plan.sh}
rm -rf "$reports/plan.md" "$reports/plan.html"
mkdir -p "$reports"

code=0
npx pulumi-identity plan --stack "$stack" \
  --format text \
  --format "html=$reports/plan.html" \
  --format "markdown=$reports/plan.md" || code=$?

# A comment of before would look as if it told of this change.
if [ ! -f "$reports/plan.md" ]; then
  printf '## ❌ The plan failed\n\nWhat this change means is not known: the log of the job says why.\n' > "$reports/plan.md"
fi

case $code in
  0) ;;
  9) echo "A rule is broken: look at $reports/plan.html" >&2 ;;
  *) echo "The plan failed, or could not see everything." >&2 ;;
esac
exit "$code"
