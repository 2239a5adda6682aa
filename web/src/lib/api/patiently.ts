/** How often a question is put again, at most. */
const MOST = 3
/** What a server may ask one to wait, at most; longer, and the reader is told instead. */
const LONGEST_SECONDS = 10

/** Seconds until a busy server wants to be asked again; null where it has answered, or asks too much. */
function waitOf(response: Response): number | null {
  const told = response.headers.get('retry-after')
  if (response.status !== 503 || told === null) return null
  const seconds = Number(told)
  return seconds >= 0 && seconds <= LONGEST_SECONDS ? seconds : null
}

/**
 * Sends a request. A server that is too busy says so (503), and when to come again: a question is then put again, which
 * changes nothing. What would change something is answered to the reader, who knows whether to send it again.
 */
export async function patiently(
  request: Request,
  send: (request: Request) => Promise<Response> = fetch,
): Promise<Response> {
  let response = await send(request.clone())
  for (let times = 0; times < MOST && request.method === 'GET'; times++) {
    const seconds = waitOf(response)
    if (seconds === null) break
    await new Promise(resolve => setTimeout(resolve, seconds * 1000))
    response = await send(request.clone())
  }
  return response
}
