import { Type } from 'typebox'
import { LANGUAGES } from '../../languages.ts'
import { Email, Line, OneOf, Words } from '../../schemas.ts'
import { LEAST_PASSWORD, LONGEST_PASSWORD } from './auth.ts'

const exactly = { additionalProperties: false }

const NewPassword = Words(LONGEST_PASSWORD, LEAST_PASSWORD)

/** Pages that the links of our mails lead to; sent along by pages, there is one of each. */
const VerifyPage = Type.Optional(OneOf(['/auth/verify']))
const ResetPage = Type.Optional(OneOf(['/auth/reset']))

export const SignUp = Type.Object(
  {
    name: Line(100),
    email: Email,
    password: NewPassword,
    language: Type.Optional(OneOf(LANGUAGES)),
    callbackURL: VerifyPage,
  },
  exactly,
)

export const SignIn = Type.Object({ email: Email, password: Words(LONGEST_PASSWORD, 1) }, exactly)

export const ResetRequest = Type.Object({ email: Email, redirectTo: ResetPage }, exactly)

export const Reset = Type.Object({ token: Words(200, 1), newPassword: NewPassword }, exactly)

export const VerifyQuery = Type.Object({ token: Words(2000, 1) })
