import { type Static, type TSchema, Type } from 'typebox'
import { Day, Id, Nullable, OneOf } from '../../schemas.ts'
import {
  ccags,
  environmentalConsiderations,
  groupings,
  priceForms,
  priceTypes,
  procedures,
  socialConsiderations,
} from './codes.ts'

const closed = { additionalProperties: false } as const
const Siret = Type.String({ pattern: '^[0-9]{14}$' })
const Several = <Schema extends TSchema>(schema: Schema, maxItems: number, minItems = 0) =>
  Type.Array(schema, { minItems, maxItems, uniqueItems: true })
const Share = Type.Number({ minimum: 0, maximum: 1 })

/** What a buyer gives beside its contract. Null where what is known here does, or where the law lets it be left out. */
export const EssentialInput = Type.Object(
  {
    buyerSiret: Siret,
    /** Of each lead and partner, by its id among the contract's parties. */
    holders: Type.Array(Type.Object({ partyId: Id, siret: Siret }, closed), { minItems: 1, maxItems: 100 }),
    notifiedOn: Day,
    cpv: Nullable(Type.String({ pattern: '^[0-9]{8}$' })),
    procedure: Nullable(OneOf(procedures)),
    grouping: Nullable(OneOf(groupings)),
    /** All that came in, those that were turned away included. */
    offers: Nullable(Type.Integer({ minimum: 1, maximum: 10_000 })),
    /** INSEE code of the commune where it is carried out, where the needs name several. */
    commune: Nullable(Type.String({ pattern: '^[0-9AB]{5}$' })),
    ccag: OneOf(ccags),
    priceForm: OneOf(priceForms),
    priceTypes: Several(OneOf(priceTypes), 4, 1),
    innovative: Type.Boolean(),
    social: Several(OneOf(socialConsiderations), 3),
    environmental: Several(OneOf(environmentalConsiderations), 2),
    /** Shares of what is delivered that are made in France, and in the Union, 0 to 1. */
    fromFrance: Nullable(Share),
    fromUnion: Nullable(Share),
  },
  closed,
)
export type EssentialInput = Static<typeof EssentialInput>

export const EssentialChange = Type.Object(
  { version: Nullable(Type.Integer({ minimum: 1 })), content: EssentialInput },
  closed,
)

/** What a contract says already; null where it does not, and its buyer is asked. */
export const KnownSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  concludedOn: Day,
  cents: Type.Integer(),
  months: Type.Integer(),
  isFramework: Type.Boolean(),
  hasOptions: Type.Boolean(),
  advance: Nullable(Type.Number()),
  hasAdvance: Type.Boolean(),
  hasSubcontractors: Type.Boolean(),
  notifiedOn: Nullable(Day),
  cpv: Nullable(Type.String()),
  procedure: Nullable(OneOf(procedures)),
  grouping: Nullable(OneOf(groupings)),
  offers: Nullable(Type.Integer()),
  commune: Nullable(Type.String()),
  social: Type.Array(OneOf(socialConsiderations)),
  environmental: Type.Array(OneOf(environmentalConsiderations)),
  holders: Type.Array(
    Type.Object({
      partyId: Id,
      name: Type.String(),
      siren: Nullable(Type.String()),
      siret: Nullable(Siret),
    }),
  ),
  buyerSiren: Type.String(),
})
export type Known = Static<typeof KnownSchema>

export const EssentialPage = Type.Object({
  known: KnownSchema,
  entered: Nullable(EssentialInput),
  version: Nullable(Type.Integer()),
  publishedOn: Nullable(Day),
  /** Whether the law asks for them, by the threshold of the day of the contract; and until when. */
  isDue: Type.Boolean(),
  dueOn: Day,
})
export type EssentialShown = Static<typeof EssentialPage>

const Identified = Type.Object({ id: Type.String(), typeIdentifiant: OneOf(['SIRET']) }, closed)
const One = Type.String()

/** One contract as the schema of the essential data has it. */
export const MarcheSchema = Type.Object(
  {
    id: One,
    acheteur: Type.Object({ id: One }, closed),
    nature: One,
    objet: One,
    codeCPV: One,
    techniques: Type.Object({ technique: Type.Array(One) }, closed),
    modalitesExecution: Type.Object({ modaliteExecution: Type.Array(One) }, closed),
    marcheInnovant: Type.Boolean(),
    ccag: One,
    offresRecues: Type.Integer(),
    attributionAvance: Type.Boolean(),
    tauxAvance: Type.Optional(Type.Number()),
    typeGroupementOperateurs: One,
    sousTraitanceDeclaree: Type.Boolean(),
    procedure: One,
    lieuExecution: Type.Object({ code: One, typeCode: One }, closed),
    dureeMois: Type.Integer(),
    dateNotification: Day,
    datePublicationDonnees: Day,
    montant: Type.Number(),
    typesPrix: Type.Object({ typePrix: Type.Array(One) }, closed),
    formePrix: One,
    origineUE: Type.Optional(Type.Number()),
    origineFrance: Type.Optional(Type.Number()),
    titulaires: Type.Array(Type.Object({ titulaire: Identified }, closed)),
    considerationsSociales: Type.Object({ considerationSociale: Type.Array(One) }, closed),
    considerationsEnvironnementales: Type.Object({ considerationEnvironnementale: Type.Array(One) }, closed),
  },
  closed,
)
export type Marche = Static<typeof MarcheSchema>

export const DecpSchema = Type.Object({
  marches: Type.Object({ marche: Type.Array(MarcheSchema) }, closed),
})
export type Decp = Static<typeof DecpSchema>
