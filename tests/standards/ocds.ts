/**
 * OCDS 1.1 as its documentation says it (https://standard.open-contracting.org/1.1/en/schema/), written as a JSON Schema
 * that is stricter than the standard's: required by what a reader needs, no field that the standard has not, no null, nothing
 * empty, every text with something in it. Codes are those of the standard's codelists.
 */

const text = { type: 'string', minLength: 1, pattern: '\\S' }
const uri = { type: 'string', format: 'uri', pattern: '^https?://' }
/** A date and a time with its zone. */
const instant = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
  format: 'date-time',
}
const id = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^#\\s]+$' }
const oneOf = (...codes: string[]) => ({ type: 'string', enum: codes })
const some = (items: object) => ({ type: 'array', items, minItems: 1, uniqueItems: true })
const object = (properties: Record<string, object>, required: string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
  minProperties: 1,
})

const value = object({ amount: { type: 'number' }, currency: oneOf('EUR') }, ['amount', 'currency'])
const period = object(
  {
    startDate: instant,
    endDate: instant,
    maxExtentDate: instant,
    durationInDays: { type: 'integer', minimum: 0 },
  },
  [],
)
const reference = object({ id, name: text }, ['id', 'name'])
const identifier = object({ scheme: text, id: text, legalName: text, uri }, ['scheme', 'id'])

const party = object(
  {
    id,
    name: text,
    identifier,
    additionalIdentifiers: some(identifier),
    address: object(
      { streetAddress: text, locality: text, region: text, postalCode: text, countryName: text },
      [],
    ),
    roles: some(
      oneOf(
        'buyer',
        'procuringEntity',
        'supplier',
        'tenderer',
        'funder',
        'enquirer',
        'payer',
        'payee',
        'reviewBody',
        'interestedParty',
      ),
    ),
  },
  ['id', 'name', 'roles'],
)

const classification = object({ scheme: oneOf('CPV', 'CPVS'), id: text, description: text, uri }, [
  'scheme',
  'id',
])

const item = object(
  {
    id,
    description: text,
    classification,
    additionalClassifications: some(classification),
    quantity: { type: 'number', exclusiveMinimum: 0 },
    // No `value` here: what a unit costs is the secret of whoever sells it.
    unit: object({ scheme: oneOf('UNCEFACT', 'QUDT'), id: text, name: text, uri }, ['name']),
  },
  ['id', 'description'],
)

const document = object(
  {
    id,
    documentType: oneOf('tenderNotice', 'awardNotice', 'contractNotice', 'biddingDocuments'),
    title: text,
    description: text,
    url: uri,
    datePublished: instant,
    dateModified: instant,
    format: text,
    language: { type: 'string', pattern: '^[a-z]{2}$' },
  },
  ['id', 'documentType', 'url'],
)

const amendment = object(
  { id, date: instant, rationale: text, description: text, amendsReleaseID: id, releaseID: id },
  ['id', 'date', 'rationale'],
)

const milestone = object(
  {
    id,
    title: text,
    type: oneOf(
      'preProcurement',
      'approval',
      'engagement',
      'assessment',
      'delivery',
      'reporting',
      'financing',
      'payment',
    ),
    description: text,
    code: text,
    dueDate: instant,
    dateMet: instant,
    dateModified: instant,
    status: oneOf('scheduled', 'met', 'notMet', 'partiallyMet'),
  },
  ['id', 'title', 'status'],
)

const tender = object(
  {
    id,
    title: text,
    description: text,
    status: oneOf('planning', 'planned', 'active', 'cancelled', 'unsuccessful', 'complete', 'withdrawn'),
    procuringEntity: reference,
    items: some(item),
    value,
    minValue: value,
    procurementMethod: oneOf('open', 'selective', 'limited', 'direct'),
    procurementMethodDetails: text,
    procurementMethodRationale: text,
    mainProcurementCategory: oneOf('goods', 'works', 'services'),
    additionalProcurementCategories: some(text),
    awardCriteria: oneOf('priceOnly', 'costOnly', 'qualityOnly', 'ratedCriteria'),
    awardCriteriaDetails: text,
    submissionMethod: some(oneOf('electronicSubmission', 'electronicAuction', 'written', 'inPerson')),
    submissionMethodDetails: text,
    tenderPeriod: period,
    enquiryPeriod: period,
    hasEnquiries: { type: 'boolean' },
    eligibilityCriteria: text,
    awardPeriod: period,
    contractPeriod: period,
    numberOfTenderers: { type: 'integer', minimum: 0 },
    tenderers: some(reference),
    documents: some(document),
    milestones: some(milestone),
    amendments: some(amendment),
  },
  ['id', 'status', 'procuringEntity', 'mainProcurementCategory'],
)

const award = object(
  {
    id,
    title: text,
    description: text,
    status: oneOf('pending', 'active', 'cancelled', 'unsuccessful'),
    date: instant,
    value,
    suppliers: some(reference),
    items: some(item),
    contractPeriod: period,
    documents: some(document),
    amendments: some(amendment),
  },
  ['id', 'title', 'status', 'date'],
)

const transaction = object(
  { id, source: uri, date: instant, value, payer: reference, payee: reference, uri },
  ['id', 'date', 'payer', 'payee'],
)

const contract = object(
  {
    id,
    awardID: id,
    title: text,
    description: text,
    status: oneOf('pending', 'active', 'cancelled', 'terminated'),
    period,
    value,
    items: some(item),
    dateSigned: instant,
    documents: some(document),
    implementation: object({ transactions: some(transaction), milestones: some(milestone) }, []),
    milestones: some(milestone),
    amendments: some(amendment),
  },
  ['id', 'awardID', 'title', 'status', 'value', 'dateSigned'],
)

const tags = [
  'planning',
  'planningUpdate',
  'tender',
  'tenderAmendment',
  'tenderUpdate',
  'tenderCancellation',
  'award',
  'awardUpdate',
  'awardCancellation',
  'contract',
  'contractUpdate',
  'contractAmendment',
  'implementation',
  'implementationUpdate',
  'contractTermination',
]

const release = (tag: string[]) =>
  object(
    {
      ocid: { type: 'string', pattern: '^ocds-[a-z0-9]{6}-\\S+$' },
      id: { ...id, maxLength: 150 },
      date: instant,
      tag: some(oneOf(...tag)),
      initiationType: oneOf('tender'),
      language: { type: 'string', pattern: '^[a-z]{2}$' },
      parties: some(party),
      buyer: reference,
      tender,
      awards: some(award),
      contracts: some(contract),
    },
    ['ocid', 'id', 'date', 'tag', 'initiationType', 'language', 'parties', 'buyer', 'tender'],
  )

const packaged = {
  uri,
  version: { const: '1.1' },
  publishedDate: instant,
  publisher: object({ name: text, scheme: text, uid: text, uri }, ['name']),
  license: uri,
  publicationPolicy: uri,
}
const always = Object.keys(packaged)

export const releasePackageSchema = object({ ...packaged, releases: some(release(tags)) }, [
  ...always,
  'releases',
])

export const recordPackageSchema = object(
  {
    ...packaged,
    packages: some(uri),
    records: some(
      object(
        {
          ocid: { type: 'string', pattern: '^ocds-[a-z0-9]{6}-\\S+$' },
          releases: some(release(tags)),
          compiledRelease: release(['compiled']),
        },
        ['ocid', 'releases', 'compiledRelease'],
      ),
    ),
  },
  [...always, 'packages', 'records'],
)
