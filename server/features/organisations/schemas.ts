import { type Static, Type } from 'typebox'
import { Email, Id, Instant, Line, Nullable, OneOf, OrganisationPath, Words } from '../../schemas.ts'

const exactly = { additionalProperties: false }

export const OrganisationRoleSchema = OneOf(['firm', 'buyer', 'operator', 'laboratory'])
export const MemberRoleSchema = OneOf(['owner', 'editor', 'viewer'])
/** What members of the operator do; owners do all of it. */
export const DutySchema = OneOf(['verifier', 'planner', 'stock-keeper', 'buyer', 'administrator'])
export const StateSchema = OneOf(['active', 'waiting'])
export const StatusSchema = OneOf(['unverified', 'verified', 'suspended'])

/** Roles that an organisation takes by itself; the operator's is given by the command line. */
const OwnRoles = Type.Array(OneOf(['firm', 'buyer', 'laboratory']), { minItems: 1, maxItems: 3 })
const Structure = OneOf(['company', 'esat', 'ea', 'siae', 'public-body', 'association'])
const BuyerRegime = Nullable(OneOf(['public', 'private']))
const BuyerKind = Nullable(
  OneOf(['hospital', 'care-home', 'town', 'fire-service', 'school', 'firm', 'operator']),
)

const described = {
  name: Line(200),
  roles: OwnRoles,
  structure: Structure,
  buyerRegime: BuyerRegime,
  buyerKind: BuyerKind,
}

export const OrganisationInput = Type.Object(
  {
    ...described,
    /** SIREN, or a SIRET that it is read from; spaces are allowed. */
    siren: Words(30, 1),
  },
  exactly,
)

export const OrganisationChange = Type.Object(
  { version: Type.Integer({ minimum: 1 }), ...Type.Partial(Type.Object(described)).properties },
  exactly,
)

export const OrganisationSchema = Type.Object({
  id: Id,
  name: Type.String(),
  siren: Type.String(),
  roles: Type.Array(OrganisationRoleSchema),
  structure: Structure,
  buyerRegime: BuyerRegime,
  buyerKind: BuyerKind,
  status: StatusSchema,
  demonstration: Type.Boolean(),
  version: Type.Integer(),
  members: Type.Array(
    Type.Object({
      user: Id,
      name: Type.String(),
      email: Type.String(),
      member: MemberRoleSchema,
      duties: Type.Array(DutySchema),
      state: StateSchema,
      since: Instant,
    }),
  ),
  /** Sent, and not accepted or ended yet. */
  invitations: Type.Array(
    Type.Object({
      id: Id,
      email: Type.String(),
      member: MemberRoleSchema,
      at: Instant,
      expiresAt: Instant,
    }),
  ),
})

export const JoinInput = Type.Object({ siren: Words(30, 1) }, exactly)
export const Joined = Type.Object({ id: Id, name: Type.String(), state: StateSchema })

export const MemberInput = Type.Object(
  {
    member: MemberRoleSchema,
    /** Left as they are where none are sent. */
    duties: Type.Optional(Type.Array(DutySchema, { maxItems: 5, uniqueItems: true })),
  },
  exactly,
)
export const MemberPath = Type.Object({ ...OrganisationPath.properties, userId: Id })

export const InvitationInput = Type.Object({ email: Email, member: MemberRoleSchema }, exactly)
export const InvitationPath = Type.Object({ ...OrganisationPath.properties, invitationId: Id })
export const TokenPath = Type.Object({ token: Words(100, 1) })
export const InvitationSchema = Type.Object({
  organisation: Type.String(),
  invitedBy: Type.String(),
  email: Type.String(),
  member: MemberRoleSchema,
  expiresAt: Instant,
})

export type Organisation = Static<typeof OrganisationSchema>
export type OrganisationDraft = Static<typeof OrganisationInput>
export type OrganisationEdit = Static<typeof OrganisationChange>
export type Invitation = Static<typeof InvitationSchema>
