# Shell functions for requests to the API. Load them once in each terminal, in the folder of the project: . examples/api.sh
# They need bash or zsh, curl and sed. docs/requests.md explains them.

URL=${URL:-http://localhost:7071}

# Registers this terminal as a device. Sets TOKEN.
register() {
  TOKEN=$(curl -sS --fail-with-body -X POST "$URL/v1/register") || { echo "$TOKEN" >&2; unset TOKEN; return 1; }
  TOKEN=$(echo "$TOKEN" | sed 's/.*"token":"\([^"]*\)".*/\1/')
}

# Sends a request with the token: api /v1/usage
api() {
  local path=$1
  shift
  curl -sS --fail-with-body -H "Authorization: Bearer $TOKEN" "$@" "$URL$path"
}

# Submits a job. Sets JOB to its id: submit -F to=pdf -F file=@examples/letter.docx
submit() {
  JOB=$(api /v1/jobs "$@") || { echo "$JOB" >&2; unset JOB; return 1; }
  JOB=$(echo "$JOB" | sed 's/.*"id":"\([^"]*\)".*/\1/')
  echo "Job $JOB"
}

# Waits until the job has ended. Writes its result to a file, or prints its error: result letter.pdf
result() {
  until api "/v1/jobs/$JOB?wait=20" | grep -qE '"status":"(succeeded|failed|cancelled)"'; do :; done
  if api "/v1/jobs/$JOB/result" -f -o "$1" 2>/dev/null; then echo "$1"; else api "/v1/jobs/$JOB"; return 1; fi
}

[ -n "$TOKEN" ] || register
