import { type Static, type TProperties, Type } from 'typebox'
import { Instant, OneOf } from '../../schemas.ts'
import { PLACE } from './keys.ts'

/** What of OCDS 1.1 is filled here: https://standard.open-contracting.org/1.1/en/schema/reference/ */
const Closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })
const Some = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Array(schema, { minItems: 1 })
const Text = Type.String({ minLength: 1 })
const Uri = Type.String({ format: 'uri' })

/** Euro ex tax, to the cent. */
const Value = Closed({ amount: Type.Number(), currency: OneOf(['EUR']) })
const Period = Closed({ startDate: Type.Optional(Instant), endDate: Type.Optional(Instant) })
const Reference = Closed({ id: Text, name: Text })
export type Reference = Static<typeof Reference>

export const releaseTags = [
  'tender',
  'tenderAmendment',
  'tenderUpdate',
  'tenderCancellation',
  'award',
  'awardUpdate',
  'contract',
  'contractUpdate',
  'implementation',
  'implementationUpdate',
  'contractTermination',
  'compiled',
] as const
export type ReleaseTag = (typeof releaseTags)[number]

const Party = Closed({
  id: Text,
  name: Text,
  identifier: Type.Optional(Closed({ scheme: Text, id: Text, legalName: Text })),
  roles: Some(OneOf(['buyer', 'procuringEntity', 'tenderer', 'supplier', 'payer', 'payee'])),
})
export type Party = Static<typeof Party>

const Item = Closed({
  id: Text,
  description: Text,
  classification: Type.Optional(Closed({ scheme: OneOf(['CPV']), id: Text })),
  quantity: Type.Number(),
  unit: Closed({ scheme: OneOf(['UNCEFACT']), id: Text, name: Text }),
})
export type Item = Static<typeof Item>

const DocumentSchema = Closed({
  id: Text,
  documentType: OneOf(['tenderNotice', 'biddingDocuments', 'awardNotice']),
  title: Text,
  url: Uri,
  datePublished: Type.Optional(Instant),
  /** A media type. */
  format: Type.Optional(Text),
  /** Of what is written here; a file says its own. */
  language: Type.Optional(OneOf(['fr'])),
})

const Tender = Closed({
  id: Text,
  title: Type.Optional(Text),
  description: Type.Optional(Text),
  status: OneOf(['active', 'cancelled', 'unsuccessful', 'complete']),
  procuringEntity: Reference,
  items: Type.Optional(Some(Item)),
  procurementMethod: Type.Optional(OneOf(['open', 'limited', 'direct'])),
  procurementMethodDetails: Type.Optional(Text),
  mainProcurementCategory: OneOf(['goods']),
  awardCriteria: Type.Optional(OneOf(['priceOnly', 'ratedCriteria'])),
  awardCriteriaDetails: Type.Optional(Text),
  submissionMethod: Type.Optional(Some(OneOf(['electronicSubmission']))),
  submissionMethodDetails: Type.Optional(Text),
  tenderPeriod: Type.Optional(Period),
  enquiryPeriod: Type.Optional(Period),
  hasEnquiries: Type.Optional(Type.Boolean()),
  eligibilityCriteria: Type.Optional(Text),
  numberOfTenderers: Type.Optional(Type.Integer({ minimum: 0 })),
  documents: Type.Optional(Some(DocumentSchema)),
  amendments: Type.Optional(
    Some(Closed({ id: Text, date: Instant, rationale: Text, amendsReleaseID: Text, releaseID: Text })),
  ),
})
export type TenderPart = Static<typeof Tender>

const Award = Closed({
  id: Text,
  title: Text,
  status: OneOf(['active', 'unsuccessful']),
  date: Instant,
  value: Type.Optional(Value),
  suppliers: Type.Optional(Some(Reference)),
  items: Type.Optional(Some(Item)),
  contractPeriod: Type.Optional(Period),
  documents: Type.Optional(Some(DocumentSchema)),
})
export type AwardPart = Static<typeof Award>

const Implementation = Closed({
  transactions: Type.Optional(
    Some(
      Closed({ id: Text, date: Instant, value: Type.Optional(Value), payer: Reference, payee: Reference }),
    ),
  ),
  milestones: Type.Optional(
    Some(
      Closed({
        id: Text,
        title: Text,
        type: OneOf(['delivery']),
        dueDate: Instant,
        dateMet: Type.Optional(Instant),
        status: OneOf(['scheduled', 'met', 'partiallyMet', 'notMet']),
      }),
    ),
  ),
})
export type ImplementationPart = Static<typeof Implementation>

const Contract = Closed({
  id: Text,
  awardID: Text,
  title: Text,
  status: OneOf(['active', 'terminated']),
  period: Period,
  value: Value,
  items: Type.Optional(Some(Item)),
  dateSigned: Instant,
  implementation: Type.Optional(Implementation),
})
export type ContractPart = Static<typeof Contract>

export const ReleaseSchema = Closed({
  ocid: Text,
  id: Text,
  date: Instant,
  tag: Some(OneOf(releaseTags)),
  initiationType: OneOf(['tender']),
  language: OneOf(['fr']),
  parties: Some(Party),
  buyer: Reference,
  tender: Tender,
  awards: Type.Optional(Some(Award)),
  contracts: Type.Optional(Some(Contract)),
})
export type Release = Static<typeof ReleaseSchema>

const packaged = {
  uri: Uri,
  version: OneOf(['1.1']),
  publishedDate: Instant,
  publisher: Closed({
    name: Text,
    scheme: Type.Optional(Text),
    uid: Type.Optional(Text),
    uri: Uri,
  }),
  license: Uri,
  publicationPolicy: Uri,
}

export const ReleasePackageSchema = Closed({ ...packaged, releases: Some(ReleaseSchema) })
export type ReleasePackage = Static<typeof ReleasePackageSchema>

export const RecordPackageSchema = Closed({
  ...packaged,
  packages: Some(Uri),
  records: Some(Closed({ ocid: Text, releases: Some(ReleaseSchema), compiledRelease: ReleaseSchema })),
})
export type RecordPackage = Static<typeof RecordPackageSchema>

export const OcidPath = Type.Object({ ocid: Type.String({ maxLength: 100 }) })

export const PageQuery = Type.Object({
  /** Where the page before ended, as its `Link` gave it. */
  after: Type.Optional(Type.String({ pattern: PLACE })),
  /** Only purchases of which something has come to be public since then, each with all its releases. */
  since: Type.Optional(Instant),
  /** Processes on a page; each has all its releases on it. */
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
})
export type PageQuery = Static<typeof PageQuery>
