# Shell functions for requests to the API: see docs/requests.md. Load them once in each terminal, in the folder of the project:
#   . examples/api.sh
# They need bash or zsh, curl and sed.

URL=${URL:-http://localhost:7071}

# Registers this terminal as a device. Sets TOKEN.
register() {
  TOKEN=$(curl -sS --fail-with-body -X POST "$URL/v1/register") || { printf '%s\n' "$TOKEN" >&2; TOKEN=; return 1; }
  TOKEN=$(printf '%s' "$TOKEN" | sed 's/.*"token":"\([^"]*\)".*/\1/')
}

# Sends a request with the token: api /v1/usage
api() {
  curl -sS --fail-with-body -H "Authorization: Bearer $TOKEN" "${@:2}" "$URL$1"
}

# Submits a job and sets JOB to its id: submit -F to=pdf -F file=@examples/letter.docx
submit() {
  JOB=$(api /v1/jobs "$@") || { printf '%s\n' "$JOB" >&2; JOB=; return 1; }
  JOB=$(printf '%s' "$JOB" | sed 's/.*"id":"\([^"]*\)".*/\1/')
}

# Waits until the job has ended, then writes its result to a file or prints its error: result out/letter.pdf
result() {
  until api "/v1/jobs/$JOB?wait=20" | grep -qE '"status":"(succeeded|failed|cancelled)"'; do :; done
  if api "/v1/jobs/$JOB/result" -o "$1.part" --create-dirs 2>/dev/null; then mv "$1.part" "$1" && echo "$1"
  else rm -f "$1.part"; api "/v1/jobs/$JOB"; return 1; fi
}

[ -n "$TOKEN" ] || register
