import { post } from '#lib/api/client.ts'
import { live } from '#lib/live/live.svelte.ts'
import { session } from '#lib/session.svelte.ts'

/** Accounts, as the server's account library answers under /api/auth. Each throws `ApiProblem` where it refuses. */

export async function signIn(email: string, password: string): Promise<void> {
  await post('/api/auth/sign-in/email', { email, password })
  await session.load()
}

/** Creates an account; the mail it causes leads to `/auth/verify`. */
export async function signUp(name: string, email: string, password: string): Promise<void> {
  await post('/api/auth/sign-up/email', { name, email, password, callbackURL: '/auth/verify' })
  await session.load()
}

/** Sends a mail with a link to choose another password, where the address has an account. */
export async function requestPasswordReset(email: string): Promise<void> {
  await post('/api/auth/request-password-reset', { email, redirectTo: '/auth/reset' })
}

export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await post('/api/auth/reset-password', { token, newPassword })
}

/** Signs out; drafts stay on this device. */
export async function signOut(): Promise<void> {
  await post('/api/auth/sign-out', {})
  live.leave()
  session.clear()
}
