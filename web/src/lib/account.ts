import { post } from '#lib/api/client.ts'
import type { FieldProblem } from '#lib/api/problem.ts'
import { language } from '#lib/language.svelte.ts'
import { live } from '#lib/live/live.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { session } from '#lib/session.svelte.ts'

/** Accounts. Each function throws `ApiProblem` where the server refuses. */

export async function signIn(email: string, password: string): Promise<void> {
  await post('/api/auth/sign-in/email', { email, password })
  await session.load()
}

/** Creates an account; the mail it causes leads to `/auth/verify`. */
export async function signUp(name: string, email: string, password: string): Promise<void> {
  await post('/api/auth/sign-up/email', {
    name,
    email,
    password,
    language: language(),
    callbackURL: '/auth/verify',
  })
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

const LEAST_PASSWORD = 12

type Values = Partial<Record<'name' | 'email' | 'password' | 'newPassword', string>>

/** What is wrong with the fields of an account form, before it is sent; empty where nothing is. */
export function accountErrors({ name, email, password, newPassword }: Values): FieldProblem[] {
  const errors: FieldProblem[] = []
  if (name?.trim() === '') errors.push({ field: '/name', message: m.auth_error_name() })
  if (email !== undefined && !/^\S+@\S+\.\S+$/.test(email.trim())) {
    errors.push({ field: '/email', message: m.auth_error_email() })
  }
  if (password === '') errors.push({ field: '/password', message: m.auth_error_password() })
  if (newPassword !== undefined && newPassword.length < LEAST_PASSWORD) {
    errors.push({ field: '/newPassword', message: m.auth_error_short() })
  }
  return errors
}
