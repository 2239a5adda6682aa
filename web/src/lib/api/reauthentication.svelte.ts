import { patiently } from './patiently.ts'

/**
 * An expired session, met in the middle of something: the request waits while the person signs in again in a dialog,
 * then is sent once more. Several requests that meet it at once share one dialog.
 */
class Reauthentication {
  /** Set while somebody is known to be signed in; a 401 means something else before. */
  armed = false
  /** Whether the dialog has to be open. */
  wanted = $state(false)
  #waiting: ((signedIn: boolean) => void)[] = []

  /** Opens the dialog; resolves to whether the person signed in again. */
  request(): Promise<boolean> {
    this.wanted = true
    return new Promise(resolve => this.#waiting.push(resolve))
  }

  /** Closes the dialog and lets the waiting requests go on, or fail. */
  settle(signedIn: boolean): void {
    this.wanted = false
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve(signedIn)
  }
}

export const reauthentication = new Reauthentication()

/** Sends a request; where the session has expired, asks the person to sign in again and sends it once more. */
export async function fetchSignedIn(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await patiently(request)
  if (response.status !== 401 || !reauthentication.armed) return response
  return (await reauthentication.request()) ? patiently(again) : response
}
