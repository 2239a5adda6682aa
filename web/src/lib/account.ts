import { post } from '#lib/api/client.ts'
import { ApiProblem, type Problem } from '#lib/api/problem.ts'
import { live } from '#lib/live/live.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { session } from '#lib/session.svelte.ts'

/**
 * Accounts, as the server's account library answers under /api/auth. It speaks English and in its own codes; what it
 * refuses is said again in the reader's words. Each function throws `ApiProblem` where it refuses.
 */

export async function signIn(email: string, password: string): Promise<void> {
  await account('/api/auth/sign-in/email', { email, password })
  await session.load()
}

/** Creates an account; the mail it causes leads to `/auth/verify`. */
export async function signUp(name: string, email: string, password: string): Promise<void> {
  await account('/api/auth/sign-up/email', { name, email, password, callbackURL: '/auth/verify' })
  await session.load()
}

/** Sends a mail with a link to choose another password, where the address has an account. */
export async function requestPasswordReset(email: string): Promise<void> {
  await account('/api/auth/request-password-reset', { email, redirectTo: '/auth/reset' })
}

export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await account('/api/auth/reset-password', { token, newPassword })
}

/** Signs out; drafts stay on this device. */
export async function signOut(): Promise<void> {
  await account('/api/auth/sign-out', {})
  live.leave()
  session.clear()
}

async function account(path: string, body: unknown): Promise<void> {
  try {
    await post(path, body)
  } catch (cause) {
    throw cause instanceof ApiProblem ? new ApiProblem(inOurWords(cause.problem)) : cause
  }
}

/** A refusal of the account library in the reader's words; others are left as they are. */
function inOurWords(problem: Problem): Problem {
  const field = (name: string, message: string) => ({ ...problem, errors: [{ field: `/${name}`, message }] })
  if (problem.status === 429) {
    return { ...problem, title: m.auth_error_too_many(), detail: m.auth_error_too_many_detail() }
  }
  switch (problem.code) {
    case 'INVALID_EMAIL_OR_PASSWORD':
      return { ...problem, title: m.auth_error_credentials(), detail: m.auth_error_credentials_detail() }
    case 'EMAIL_NOT_VERIFIED':
      return { ...problem, title: m.auth_error_unverified(), detail: m.auth_error_unverified_detail() }
    case 'USER_ALREADY_EXISTS':
    case 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL':
      return { ...problem, title: m.auth_error_exists(), detail: m.auth_error_exists_detail() }
    case 'INVALID_TOKEN':
      return { ...problem, title: m.auth_reset_dead_title(), detail: m.auth_reset_dead_body() }
    case 'INVALID_EMAIL':
      return field('email', m.auth_error_email())
    case 'PASSWORD_TOO_SHORT':
      return field('password', m.auth_error_short())
    case 'PASSWORD_TOO_LONG':
      return field('password', m.auth_error_long())
    default:
      return problem
  }
}

const LEAST_PASSWORD = 12

/** What is wrong with the fields of an account form before it is sent; empty where nothing is. */
export function accountErrors(values: {
  name?: string
  email?: string
  password?: string
  newPassword?: string
}): { field: string; message: string }[] {
  const errors: { field: string; message: string }[] = []
  const { name, email, password, newPassword } = values
  if (name !== undefined && name.trim() === '') errors.push({ field: '/name', message: m.auth_error_name() })
  if (email !== undefined && !/^\S+@\S+\.\S+$/.test(email.trim())) {
    errors.push({ field: '/email', message: m.auth_error_email() })
  }
  if (password === '') errors.push({ field: '/password', message: m.auth_error_password() })
  if (newPassword !== undefined && newPassword.length < LEAST_PASSWORD) {
    errors.push({ field: '/password', message: m.auth_error_short() })
  }
  return errors
}
