import { betterAuth } from 'better-auth'
import type { FastifyInstance } from 'fastify'
import { newId } from '../../ids.ts'
import { languageNamed } from '../../languages.ts'
import { isDemonstrationAddress } from '../demonstration/addresses.ts'
import { queueMail } from '../mail/queue.ts'
import { accountExists, type Mail, resetPassword, verifyAddress } from '../mail/words.ts'
import { enterAs } from './enter-as.ts'
import { hashPassword, verifyPassword } from './password.ts'

const HOUR_SECONDS = 3600
const DAY_SECONDS = 24 * HOUR_SECONDS
export const LEAST_PASSWORD = 12
export const LONGEST_PASSWORD = 128

interface Reader {
  id: string
  name: string
  email: string
  emailVerified: boolean
  language?: string | null
}

/**
 * People, their passwords and sessions, by better-auth on our own tables. Never call it inside a transaction: it
 * brings its own queries. Limits on attempts, the check of origins and the words of refusals are ours, in `routes.ts`.
 */
export function createAuth(app: FastifyInstance) {
  const { publicUrl, production, sessionSecret } = app.environment

  async function mail(to: Reader, text: Mail): Promise<void> {
    const recipient = to.email
    const language = languageNamed(to.language ?? 'fr')
    const words = text[language]
    await app.db.transaction().execute(trx => queueMail(trx, app.sendJob, { recipient, language, ...words }))
  }

  const auth = betterAuth({
    appName: 'Maillage',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: sessionSecret,
    database: { db: app.db, type: 'postgres' },
    plugins: [enterAs],
    user: { additionalFields: { language: { type: 'string', required: false, defaultValue: 'fr' } } },
    session: { expiresIn: 7 * DAY_SECONDS, updateAge: DAY_SECONDS },
    emailAndPassword: {
      enabled: true,
      // An address is confirmed before anything is opened, and signing up tells nobody whether it has an account.
      requireEmailVerification: true,
      minPasswordLength: LEAST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: HOUR_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }: { user: Reader; token: string }) => {
        // Anyone reads the outbox of a demonstration: nobody may take its accounts for themselves.
        if (isDemonstrationAddress(user.email)) return
        const link = `${publicUrl}/auth/reset?token=${token}`
        await mail(user, resetPassword({ name: user.name, link }))
      },
      onPasswordReset: async ({ user }) => {
        // The link came by mail: the address is theirs.
        await app.db.updateTable('user').set({ emailVerified: true }).where('id', '=', user.id).execute()
        await app.forgetSessions(user.id)
      },
      onExistingUserSignUp: async ({ user }: { user: Reader }) => {
        if (user.emailVerified) {
          await mail(user, accountExists({ name: user.name, link: `${publicUrl}/auth/sign-in` }))
        } else await auth.api.sendVerificationEmail({ body: { email: user.email } })
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      expiresIn: DAY_SECONDS,
      sendVerificationEmail: async ({ user, token }: { user: Reader; token: string }) => {
        const link = `${publicUrl}/api/auth/verify-email?token=${token}`
        await mail(user, verifyAddress({ name: user.name, link }))
      },
    },
    advanced: {
      cookiePrefix: 'maillage',
      useSecureCookies: production && publicUrl.startsWith('https:'),
      database: { generateId: () => newId() },
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message, ...details) => app.log.error({ details }, message),
    },
  })
  return auth
}

export type Auth = ReturnType<typeof createAuth>
