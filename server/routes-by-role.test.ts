import { loadLaw, loadSchemes } from '@maillage/db/law/load.ts'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, type Call, openApi, sendDocument } from '../tests/support/api.ts'
import { describeOnDatabase } from '../tests/support/bed.ts'
import { inDays, masksFor, sewingWorkshop, unbound } from '../tests/support/examples.ts'
import { concludeContract } from './features/contracts/conclude.ts'
import { terms } from './features/contracts/schemas.ts'
import { newId } from './ids.ts'
import type { NeedDraft, NeedShown } from './features/needs/schemas.ts'

/** A version nobody ever had: whoever is let in is told so, and nothing changes. */
const stale = 2_000_000

/** The table of the law, over revisions that nobody ever had. */
const rules = loadLaw().rules.map(rule => ({ ...rule, revision: stale }))
const schemes = loadSchemes().map(scheme => ({ ...scheme, revision: stale }))
const limits = loadLaw().limits.map(limit => ({ ...limit, revision: stale }))

/** What a purchase is to the law. */
const purchase = { authority: 'other', urgency: 'none', needCents: 100, alike: [], elsewhereCents: 0 }

/** Terms of a contract, but for what it is bought for. */
const Agreed = Type.Omit(Type.Object(terms), ['needs'])

/** An imported article that is made like nothing the catalogue has. */
const relocation = {
  version: null,
  name: 'Tunique',
  cpv: null,
  origin: '',
  source: 'Essai',
  yearlyQuantity: 5,
  centsPerThousand: 5,
  item: 'nothing',
  workTimes: 1,
  materialTimes: 1,
  note: '',
}

/** What is agreed on masks. */
const contract = {
  title: 'Masques',
  form: 'order',
  starts: inDays(0),
  ends: null,
  allocation: null,
  minimumCents: null,
  maximumCents: null,
  advance: null,
  paymentDays: 30,
  options: [],
  holders: [
    {
      parties: [
        {
          firmId: 'FIRM',
          name: '',
          siren: null,
          role: 'partner',
          isLead: true,
          share: null,
        },
      ],
    },
  ],
  lines: [
    {
      holder: 0,
      party: null,
      item: 'mask-uns1-adult',
      size: null,
      quantity: 5,
      priceCents: 1000,
      perQuantity: 1000,
      meets: {
        needId: 'PUBLIC',
        tranche: inDays(60),
        due: inDays(60),
      },
    },
  ],
}

const moment = '2030-01-15T11:00:00.000Z'

/** A draft of a tender, over a version that nobody ever had. */
const tender = {
  version: stale,
  title: 'Masques',
  access: 'open',
  description: '',
  criteria: [],
  questionsUntil: null,
  deadline: null,
  validityDays: 90,
  negotiation: false,
  severalOffers: false,
  lots: [
    {
      needId: 'PUBLIC',
      title: 'Masques',
      reservedFor: [],
      sampleCount: 0,
      sampleDue: null,
      sampleTest: '',
    },
  ],
}

/** A group of firms. */
const group = {
  form: 'conjoint',
  shows: 'own',
  members: [{ organisationId: 'FIRM', role: 'partner', parts: [] }],
}

/** The agreement of a pool of buyers, on nothing that is in the catalogue. */
const agreement = {
  title: 'Masques',
  legalForm: 'group',
  purchase: 'order',
  pays: 'each',
  orders: 'each',
  text: '',
  access: 'open',
  joinBy: inDays(20),
}
const pool = { item: 'nothing', ...agreement }

/** A reorientation as a firm declares it. */
const investment = {
  item: 'gown-washable',
  state: 'planned',
  text: '',
  begunOn: null,
  readyOn: inDays(60),
  monthlyQuantity: 100,
  months: 12,
  days: 30,
  cents: 100,
  engagedCents: 0,
  hires: 0,
  trainingDays: 0,
  advanceCents: null,
  funding: [],
  quotes: [],
  named: false,
}

const people = [
  'anyone',
  'stranger',
  'waiting',
  'viewer',
  'editor',
  'owner',
  'buyer viewer',
  'buyer editor',
  'operator',
] as const
type Who = (typeof people)[number]

/** What each of them is answered, in the order above: the firm's own three, then the buyer's two, then the operator. */
type Answers = [number, number, number, number, number, number, number, number, number]

/** Routes that ask nobody who they are. */
const open = ['health', 'catalogue']
const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Row = [string, string, object | undefined, Answers]

const all = (status: number): Answers => [
  ...([status, status, status, status, status] as const),
  ...([status, status, status, status] as const),
]
const signedIn = (status: number): Answers => [
  ...([401, status, status, status, status] as const),
  ...([status, status, status, status] as const),
]

/** Ends every session, so it comes after all others. */
const last: Row = ['POST', '/api/auth/sign-out', undefined, all(204)]

/**
 * Method and path, what is sent, and the answers. FIRM, BUYER and OPERATOR stand for organisations, WEAVER for another
 * firm, WAITING, VIEWER and OWNER for people, NOBODY for an id that nothing has. What is sent changes nothing for whoever
 * is let in.
 */
const table: Row[] = [
  ['GET', '/api/towns?query=foix', undefined, [200, 200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/search?q=masque', undefined, all(200)],
  ['GET', '/api/items/GOWN/market', undefined, all(200)],
  ['GET', '/api/machine-types/OVERLOCK/market', undefined, all(200)],
  // For members, as a profile is at first.
  ['GET', '/api/firms/WEAVER', undefined, [404, 404, 404, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/firms/NOBODY', undefined, all(404)],
  // What a firm has kept is for buyers; how a buyer treats firms, for firms.
  ['GET', '/api/firms/WEAVER/reliability', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 200]],
  ['GET', '/api/buyers/BUYER/reliability', undefined, [401, 404, 404, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/organisations/FIRM/reliability', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['POST', '/api/organisations/FIRM/reliability/reports'] as const),
    { fact: 'nothing', reason: 'Ici.' },
    [401, 404, 404, 403, 422, 422, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/organisations/OPERATOR/fact-reports', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  [
    ...(['PUT', '/api/organisations/OPERATOR/fact-reports/NOBODY'] as const),
    { decision: 'kept', said: 'Ici.' },
    signedIn(404),
  ],
  ['GET', '/api/organisations/FIRM/investments', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  ['GET', '/api/organisations/FIRM/hours', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['POST', '/api/organisations/FIRM/investments'] as const),
    // Of nothing that is in the catalogue: nothing is stored.
    { ...investment, item: 'nothing' },
    [401, 404, 404, 403, 422, 422, 404, 404, 404],
  ],
  [
    ...(['PUT', '/api/organisations/FIRM/investments/NOBODY'] as const),
    { ...investment, version: 1 },
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  [
    ...(['DELETE', '/api/organisations/FIRM/investments/NOBODY', undefined] as const),
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/organisations/OPERATOR/region-capacity', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  [
    ...(['GET', '/api/organisations/FIRM/capacity/GOWN', undefined] as const),
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/organisations/OPERATOR/investments-by-product', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  // A buyer's own stocks: read by its members, moved by its editors; an operator's by whose duty it is. What is sent is refused.
  ['GET', '/api/organisations/BUYER/stocks', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  ['GET', '/api/organisations/FIRM/stocks', undefined, signedIn(404)],
  [
    ...(['GET', '/api/organisations/BUYER/stocks.csv?table=lots', undefined] as const),
    [401, 404, 404, 404, 404, 404, 200, 200, 404],
  ],
  [
    ...(['GET', '/api/organisations/OPERATOR/buyer-stocks', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  ['GET', '/api/organisations/BUYER/buyer-stocks', undefined, signedIn(404)],
  ...(
    [
      ['PUT', 'stock-targets', { item: 'nothing', days: 3 }],
      ['POST', 'depots', { name: 'Nord', address: '', commune: '99999', latitude: null, longitude: null }],
    ] as const
  ).map(([method, what, body]): Row => [
    ...([method, `/api/organisations/BUYER/${what}`, body] as const),
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ]),
  ['GET', '/api/organisations/BUYER/depots/NOBODY', undefined, signedIn(404)],
  ['GET', '/api/organisations/BUYER/lots/NOBODY', undefined, signedIn(404)],
  ['GET', '/api/organisations/BUYER/contracts/NOBODY/depot', undefined, signedIn(404)],
  ...(
    [
      [
        'PUT',
        'depots/NOBODY',
        { name: 'Nord', address: '', commune: '09122', latitude: null, longitude: null, closed: false },
      ],
      ['GET', 'depots/NOBODY/pick?item=visor&quantity=1', undefined],
      [
        'POST',
        'depots/NOBODY/entries',
        {
          item: 'visor',
          size: null,
          number: 'L-1',
          maker: 'Ici',
          expiresOn: null,
          regime: 'normal',
          certificate: '',
          quantity: 1,
          note: '',
        },
      ],
      [
        'POST',
        'depots/NOBODY/movements',
        { kind: 'out', to: null, lines: [{ lotId: 'NOBODY', quantity: 1 }], note: '' },
      ],
      ...['counts', 'counts/check'].map(
        what =>
          [
            'POST',
            `depots/NOBODY/${what}`,
            { after: 0, lines: [{ lotId: 'NOBODY', book: 0, counted: 0 }] },
          ] as const,
      ),
      [
        'PUT',
        'lots/NOBODY',
        { version: 1, maker: 'Ici', expiresOn: null, regime: 'normal', certificate: '' },
      ],
      ['POST', 'movements/NOBODY/reverse', undefined],
      ['POST', 'deliveries/NOBODY/take-in', { depotId: 'NOBODY' }],
      ['PUT', 'contracts/NOBODY/depot', { depotId: null }],
    ] as const
  ).map(([method, what, body]): Row => [
    ...([method, `/api/organisations/BUYER/${what}`, body] as const),
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ]),
  // What a buyer uses is its own.
  ...['consumption', 'consumption.csv'].map((what): Row => [
    ...(['GET', `/api/organisations/BUYER/${what}`, undefined] as const),
    [401, 404, 404, 404, 404, 404, 200, 200, 404],
  ]),
  [
    ...(['PUT', '/api/organisations/BUYER/consumption/ITEM'] as const),
    { version: null, basis: 'declared', rule: null, fleet: null, weeks: [] },
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  [
    ...(['DELETE', '/api/organisations/BUYER/consumption/ITEM', undefined] as const),
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ],
  [
    ...(['POST', '/api/organisations/BUYER/consumption-table', { csv: 'a;b', confirm: false }] as const),
    [401, 404, 404, 404, 404, 404, 403, 200, 404],
  ],
  // Plans: for the operator, where who plans makes them. What is sent is refused, or of nothing that is there.
  ['GET', '/api/organisations/OPERATOR/plans', undefined, [401, 404, 404, 404, 404, 404, 404, 404, 200]],
  ['GET', '/api/organisations/BUYER/plans', undefined, signedIn(404)],
  [
    ...(['POST', '/api/organisations/OPERATOR/plans'] as const),
    { ...unbound, lateness: { 1: 3, 2: 2, 3: 5 } },
    [401, 404, 404, 404, 404, 404, 404, 404, 422],
  ],
  ...['', '/lines', '/explanation', '/table.csv?table=items', '/compared-with/NOBODY'].map((what): Row => [
    ...(['GET', `/api/organisations/OPERATOR/plans/NOBODY${what}`, undefined] as const),
    signedIn(404),
  ]),
  ['POST', '/api/organisations/OPERATOR/plans/NOBODY/cancel', undefined, signedIn(404)],
  ['GET', '/api/organisations/OPERATOR/plans/NOBODY/proposals', undefined, signedIn(404)],
  [
    ...(['POST', '/api/organisations/OPERATOR/plans/NOBODY/publish'] as const),
    { replyBy: inDays(9), after: null },
    signedIn(404),
  ],
  ['POST', '/api/organisations/OPERATOR/plans/NOBODY/withdraw', undefined, signedIn(404)],
  ['GET', '/api/organisations/FIRM/plan-proposals', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['POST', '/api/organisations/FIRM/plan-proposals/NOBODY/answer'] as const),
    { version: 1, answer: 'accept', reason: '', lines: [] },
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  ['PUT', '/api/organisations/OPERATOR/plans/NOBODY/archive', { archived: true }, signedIn(404)],
  // Scenarios and their runs: like plans.
  ...['scenarios', 'scenario-runs'].flatMap((what): Row[] => [
    ['GET', `/api/organisations/OPERATOR/${what}`, undefined, [401, 404, 404, 404, 404, 404, 404, 404, 200]],
    ['GET', `/api/organisations/BUYER/${what}`, undefined, signedIn(404)],
  ]),
  [
    ...(['POST', '/api/organisations/OPERATOR/scenarios'] as const),
    { version: null, name: 'x', parts: [{ kind: 'border', from: 0, weeks: 1, item: 'NOBODY' }] },
    [401, 404, 404, 404, 404, 404, 404, 404, 422],
  ],
  [
    ...(['PUT', '/api/organisations/OPERATOR/scenarios/NOBODY'] as const),
    { version: 1, name: 'x', parts: [{ kind: 'regime', from: 0, weeks: 1 }] },
    signedIn(404),
  ],
  ['PUT', '/api/organisations/OPERATOR/scenarios/NOBODY/archive', { archived: true }, signedIn(404)],
  [
    ...(['POST', '/api/organisations/OPERATOR/scenario-runs'] as const),
    {
      planId: null,
      scenarioIds: ['NOBODY'],
      runs: 20,
      seed: 1,
      uncertainty: { demand: 0, stopsAYear: 0, stopWeeks: 1, delays: 0 },
    },
    [401, 404, 404, 404, 404, 404, 404, 404, 422],
  ],
  ['GET', '/api/organisations/OPERATOR/scenario-runs/NOBODY', undefined, signedIn(404)],
  ['POST', '/api/organisations/OPERATOR/scenario-runs/NOBODY/cancel', undefined, signedIn(404)],
  [
    ...(['GET', '/api/organisations/OPERATOR/regional-demand', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  [
    ...(['PUT', '/api/organisations/OPERATOR/demand-scenarios/SCENARIO'] as const),
    { parts: [{ families: ['nothing'], from: 1, weeks: 1, factor: 1 }] },
    [401, 404, 404, 404, 404, 404, 404, 404, 422],
  ],
  ...['autonomy', 'autonomy?scenario=wave'].map((what): Row => [
    ...(['GET', `/api/organisations/OPERATOR/${what}`, undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ]),
  // What work does for the region is its operator's to read; how an order book holds, its firm's too.
  ...['territory', 'territory?weeks=13', 'territory/table.csv?table=firms'].map((what): Row => [
    ...(['GET', `/api/organisations/OPERATOR/${what}`, undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ]),
  // This one has no profile yet, so no hours either.
  ['GET', '/api/organisations/OPERATOR/territory/firms/FIRM', undefined, signedIn(404)],
  ['GET', '/api/organisations/FIRM/order-book', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  // The weekly situation is the operator's; the region's figures are everybody's once it has decided so.
  ...['situation', 'situation.pdf', 'public-figures', 'region-table.csv?table=gaps'].map((what): Row => [
    ...(['GET', `/api/organisations/OPERATOR/${what}`, undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ]),
  ['GET', '/api/open-data/figures', undefined, [200, 200, 200, 200, 200, 200, 200, 200, 200]],
  [
    ...(['PUT', '/api/organisations/OPERATOR/public-figures', { shown: false }] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  // Imported articles: the operator reads them, who plans there keeps them; what is sent is refused.
  ...['relocations', 'relocations/table.csv?table=loads'].map((what): Row => [
    ...(['GET', `/api/organisations/OPERATOR/${what}`, undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ]),
  [
    'POST',
    '/api/organisations/OPERATOR/relocations',
    relocation,
    [401, 404, 404, 404, 404, 404, 404, 404, 422],
  ],
  [
    'PUT',
    '/api/organisations/OPERATOR/relocations/NOBODY',
    relocation,
    [401, 404, 404, 404, 404, 404, 404, 404, 422],
  ],
  ['DELETE', '/api/organisations/OPERATOR/relocations/NOBODY', undefined, signedIn(404)],
  [
    ...(['POST', '/api/organisations/OPERATOR/relocation-table', { csv: 'a;b', confirm: false }] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  // Used articles: each reads and does what it is party to, the operator reads the region's; what is sent is refused.
  ...['regional-collection', 'regional-collection/table.csv?table=items'].map((what): Row => [
    ...(['GET', `/api/organisations/OPERATOR/${what}`, undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ]),
  ['GET', '/api/organisations/FIRM/collection', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['GET', '/api/organisations/BUYER/collection/partners?stream=cotton', undefined] as const),
    [401, 404, 404, 404, 404, 404, 200, 200, 404],
  ],
  [
    ...(['POST', '/api/organisations/BUYER/collection-agreements'] as const),
    {
      partnerId: 'NOBODY',
      stream: 'nothing',
      startsOn: inDays(1),
      everyWeeks: 1,
      expectedKg: 1,
      note: '',
      notInfectious: true,
    },
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  ...[
    ['POST', 'collection-agreements/NOBODY/answer', { answer: 'agreed', reason: '' }] as const,
    ['POST', 'collection-agreements/NOBODY/end', { reason: 'Ici.' }] as const,
    ['PUT', 'collection-rounds/NOBODY', { day: inDays(1) }] as const,
    ['POST', 'collection-rounds/NOBODY/cancel', { reason: 'Ici.' }] as const,
    ['POST', 'collection-rounds/NOBODY/weigh', { day: inDays(0), lots: [{ item: 'x', kg: 1 }] }] as const,
    ['POST', 'collected-lots/NOBODY/sort', { outcome: 'reuse', kg: 1, day: inDays(0), note: '' }] as const,
    ['DELETE', 'sorted-lots/NOBODY', undefined] as const,
    ['PUT', 'sorted-lots/NOBODY/given', { given: null }] as const,
  ].map(([method, what, sent]): Row => [
    method,
    `/api/organisations/FIRM/${what}`,
    sent,
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ]),
  // Nobody needs it here.
  ['GET', '/api/organisations/OPERATOR/autonomy/ITEM', undefined, signedIn(404)],
  // Pools are a buyer's to open and an operator's to propose; what is sent is refused, and no pool is found.
  ['GET', '/api/organisations/BUYER/pools', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  ['GET', '/api/organisations/FIRM/pools', undefined, signedIn(404)],
  ['GET', '/api/organisations/BUYER/pools/NOBODY', undefined, signedIn(404)],
  [
    ...(['GET', '/api/organisations/OPERATOR/region-pools', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  [
    ...(['POST', '/api/organisations/OPERATOR/region-pools'] as const),
    { ...pool, coordinatorId: 'NOBODY', invited: [] },
    [401, 404, 404, 404, 404, 404, 404, 404, 422],
  ],
  [
    ...(['POST', '/api/organisations/BUYER/needs-of-demand'] as const),
    { item: 'nothing', weeks: 4, due: inDays(60), commune: '09122' },
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  ...(
    [
      ['GET', 'candidates', undefined],
      ['POST', 'invite', { organisationId: 'NOBODY' }],
      ['PUT', 'share', { minimum: 0, estimateCents: null, needs: [] }],
    ] as const
  ).map(([method, what, body]): Row => [
    ...([method, `/api/organisations/BUYER/pools/NOBODY/${what}`, body] as const),
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ]),
  // An agreement is an owner's to sign: neither of the buyer's two is one.
  ...(
    [
      ['POST', 'pools', pool],
      ['PUT', 'pools/NOBODY', { version: 1, ...agreement }],
      ['POST', 'pools/NOBODY/take-on', undefined],
      ['POST', 'pools/NOBODY/sign', { version: 1 }],
      ['POST', 'pools/NOBODY/leave', { reason: 'Ici.' }],
      ['POST', 'pools/NOBODY/members/NOBODY/remove', { reason: 'Ici.' }],
      ['POST', 'pools/NOBODY/fix', { version: 1 }],
      ['POST', 'pools/NOBODY/reopen', undefined],
      ['POST', 'pools/NOBODY/dissolve', undefined],
    ] as const
  ).map(([method, what, body]): Row => [
    ...([method, `/api/organisations/BUYER/${what}`, body] as const),
    [401, 404, 404, 404, 404, 404, 403, 403, 404],
  ]),
  ['GET', '/api/organisations/FIRM/surplus', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['POST', '/api/organisations/FIRM/surplus'] as const),
    {
      item: 'nothing',
      size: null,
      number: 'L-1',
      quantity: 1,
      expiresOn: null,
      regime: 'normal',
      certificate: '',
      note: '',
    },
    [401, 404, 404, 403, 422, 422, 404, 404, 404],
  ],
  [
    ...(['POST', '/api/organisations/FIRM/surplus/NOBODY/withdraw', undefined] as const),
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/organisations/OPERATOR/surplus-offers', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  [
    ...(['POST', '/api/organisations/OPERATOR/surplus-offers/NOBODY/answer'] as const),
    { answer: 'refused', reason: 'Non.' },
    signedIn(404),
  ],
  ['GET', '/api/organisations/FIRM/searches', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['POST', '/api/organisations/FIRM/searches'] as const),
    { name: 'Personne', query: 'kind=person' },
    [401, 404, 404, 403, 422, 422, 404, 404, 404],
  ],
  [
    ...(['DELETE', '/api/organisations/FIRM/searches/NOBODY', undefined] as const),
    [401, 404, 404, 403, 200, 200, 404, 404, 404],
  ],
  ['GET', '/api/needs', undefined, [200, 200, 200, 200, 200, 200, 200, 200, 200]],

  ['GET', '/api/organisations/FIRM/profile', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['PUT', '/api/organisations/FIRM/profile'] as const),
    { ...sewingWorkshop, version: stale },
    [401, 404, 404, 403, 409, 409, 404, 404, 404],
  ],
  [
    'POST',
    '/api/organisations/FIRM/profile/confirm',
    undefined,
    [401, 404, 404, 403, 409, 409, 404, 404, 404],
  ],
  ['GET', '/api/organisations/FIRM/possibilities', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    'POST',
    '/api/organisations/FIRM/possibilities',
    sewingWorkshop,
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  ['GET', '/api/organisations/FIRM/open-needs', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    'POST',
    '/api/organisations/FIRM/reading/profile',
    { text: 'Six surjeteuses.' },
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  [
    'POST',
    '/api/organisations/BUYER/reading/needs',
    { text: 'Besoin de 5 000 surblouses.' },
    [401, 404, 404, 404, 404, 404, 200, 200, 404],
  ],
  // What is sent here is no file: whoever is let in is told so.
  [
    ...(['POST', '/api/organisations/FIRM/reading/files'] as const),
    {},
    [401, 404, 404, 422, 422, 422, 404, 404, 404],
  ],
  [
    ...(['POST', '/api/organisations/FIRM/documents', {}] as const),
    [401, 404, 404, 403, 422, 422, 404, 404, 404],
  ],
  // A document of the firm's that belongs to nothing yet.
  ['GET', '/api/documents/PAPER', undefined, [404, 404, 404, 200, 200, 200, 404, 404, 404]],
  ['GET', '/api/documents/NOBODY', undefined, all(404)],
  ['DELETE', '/api/documents/NOBODY', undefined, signedIn(404)],
  ['GET', '/api/organisations/FIRM/certificates', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['PUT', '/api/organisations/FIRM/certificates/NOBODY'] as const),
    { scope: '', siteId: null, documents: [] },
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/organisations/OPERATOR/certificate-queue', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  ['GET', '/api/organisations/FIRM/certificate-queue', undefined, signedIn(404)],
  [
    ...(['GET', '/api/organisations/OPERATOR/queues', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  [
    ...(['POST', '/api/organisations/OPERATOR/queues/organisations/NOBODY/verify'] as const),
    { how: 'register' },
    signedIn(404),
  ],
  ['POST', '/api/organisations/OPERATOR/queues/profiles/NOBODY/ask', undefined, signedIn(404)],
  [
    ...([
      'POST',
      '/api/organisations/OPERATOR/queues/organisations/FIRM/joiners/NOBODY/accept',
      undefined,
    ] as const),
    signedIn(404),
  ],
  [
    ...(['PUT', '/api/organisations/OPERATOR/certificate-queue/NOBODY'] as const),
    { sentAt: '2026-11-29T12:00:00Z', decision: 'refused', how: 'Lu', reason: 'Illisible', until: null },
    signedIn(404),
  ],
  ['GET', '/api/organisations/FIRM/threads', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...([
      'GET',
      '/api/organisations/FIRM/threads/about?kind=need&subject=PUBLIC&to=BUYER',
      undefined,
    ] as const),
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  [
    ...(['POST', '/api/organisations/FIRM/threads'] as const),
    { subject: { kind: 'need', id: 'PUBLIC' }, to: 'BUYER', text: '', documents: [] },
    [401, 404, 404, 403, 422, 422, 404, 404, 404],
  ],
  ['GET', '/api/organisations/FIRM/threads/NOBODY', undefined, signedIn(404)],
  [
    ...(['POST', '/api/organisations/FIRM/threads/NOBODY/messages', { text: 'a', documents: [] }] as const),
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  ['POST', '/api/organisations/FIRM/threads/NOBODY/read', { upTo: 1 }, signedIn(404)],
  [
    ...(['POST', '/api/organisations/FIRM/threads/NOBODY/messages/NOBODY/report', { reason: 'a' }] as const),
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/organisations/OPERATOR/message-reports', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  [
    ...(['PUT', '/api/organisations/OPERATOR/message-reports/NOBODY'] as const),
    { decision: 'left', reason: null },
    signedIn(404),
  ],
  ['GET', '/api/tables/MACHINES/template', undefined, all(200)],
  [
    ...(['GET', '/api/organisations/FIRM/tables/MACHINES', undefined] as const),
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  ['GET', '/api/organisations/BUYER/tables/MACHINES', undefined, signedIn(404)],
  [
    ...(['GET', '/api/organisations/FIRM/tables/MACHINES/taken', undefined] as const),
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  [
    ...(['POST', '/api/organisations/FIRM/tables/MACHINES', {}] as const),
    [401, 404, 404, 403, 415, 415, 404, 404, 404],
  ],
  ...(
    [
      ['GET', '', undefined],
      ['DELETE', '', undefined],
      ['PUT', '/mapping', { mapping: {} }],
      ['POST', '/check', undefined],
      ['POST', '/apply', undefined],
      ['POST', '/undo', undefined],
    ] as const
  ).map(([verb, rest, body]): Row => [
    ...([verb, `/api/organisations/FIRM/imports/NOBODY${rest}`, body] as const),
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ]),
  // A firm posts needs too; a buyer that makes nothing has no profile.
  ['GET', '/api/organisations/FIRM/needs', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  ['GET', '/api/organisations/BUYER/profile', undefined, [401, 404, 404, 404, 404, 404, 404, 404, 404]],
  ['GET', '/api/organisations/BUYER/open-needs', undefined, [401, 404, 404, 404, 404, 404, 404, 404, 404]],

  ['GET', '/api/organisations/BUYER/needs', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  ['POST', '/api/organisations/BUYER/needs', masksFor(10), [401, 404, 404, 404, 404, 404, 403, 201, 404]],
  ['GET', '/api/needs/DRAFT', undefined, [404, 404, 404, 404, 404, 404, 200, 200, 404]],
  ['GET', '/api/needs/PUBLIC', undefined, [200, 200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/needs/MEMBERS', undefined, [404, 404, 404, 200, 200, 200, 200, 200, 200]],
  ['GET', '/api/needs/INVITED', undefined, [404, 404, 404, 404, 404, 404, 200, 200, 200]],
  ['GET', '/api/needs/WITHDRAWN', undefined, [404, 404, 404, 404, 404, 404, 200, 200, 404]],
  [
    ...(['PUT', '/api/needs/PUBLIC'] as const),
    { ...masksFor(10), version: stale },
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ],
  ['DELETE', '/api/needs/PUBLIC', undefined, [401, 404, 404, 404, 404, 404, 403, 409, 404]],
  ...(['publish', 'withdraw', 'republish'] as const).map((verb): [string, string, object, Answers] => [
    ...(['POST', `/api/needs/PUBLIC/${verb}`] as const),
    { version: stale },
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ]),

  ['GET', '/api/needs/PUBLIC/procedure', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  [
    ...(['POST', '/api/needs/PUBLIC/procedure/propose'] as const),
    purchase,
    [401, 404, 404, 404, 404, 404, 200, 200, 404],
  ],
  [
    ...(['PUT', '/api/needs/PUBLIC/procedure'] as const),
    {
      ...purchase,
      // Nobody's need counts: nothing is stored.
      alike: [{ needId: 'NOBODY', cents: 1 }],
      version: null,
      form: 'order',
      frameworkMonths: null,
      chosen: 'quotes',
      reason: '',
      grounds: null,
    },
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  [
    ...(['POST', '/api/needs/PUBLIC/procedure/approve'] as const),
    { version: stale },
    [401, 404, 404, 404, 404, 404, 403, 403, 404],
  ],
  ['GET', '/api/needs/PUBLIC/contacts', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  [
    ...(['POST', '/api/needs/PUBLIC/contacts'] as const),
    { firms: ['NOBODY'], partnershipKey: null, text: '' },
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  ...(['remind', 'withdraw'] as const).map((verb): Row => [
    ...(['POST', `/api/needs/PUBLIC/contacts/NOBODY/${verb}`, undefined] as const),
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ]),
  ...['needs', 'tenders', 'feed.atom', 'calendar.ics'].map((name): Row => [
    'GET',
    `/api/open-data/${name}`,
    undefined,
    all(200),
  ]),
  // Nothing was tendered in public nor contracted yet, and a package is never empty.
  ...['releases', 'records'].flatMap((name): Row[] => [
    ['GET', `/api/ocds/${name}`, undefined, all(404)],
    ['GET', `/api/ocds/${name}/NOBODY`, undefined, all(404)],
  ]),
  ['GET', '/api/decp.json', undefined, all(200)],
  // The contract is only proposed: it has no essential data yet.
  ['GET', '/api/contracts/CONTRACT/essential-data', undefined, signedIn(404)],
  [
    ...(['PUT', '/api/contracts/CONTRACT/essential-data'] as const),
    {
      version: null,
      content: {
        buyerSiret: '12345678901234',
        holders: [{ partyId: 'PARTY', siret: '12345678901234' }],
        notifiedOn: inDays(0),
        cpv: null,
        procedure: null,
        grouping: null,
        offers: null,
        commune: null,
        ccag: 'Pas de CCAG',
        priceForm: 'Unitaire',
        priceTypes: ['Provisoire'],
        innovative: false,
        social: [],
        environmental: [],
        fromFrance: null,
        fromUnion: null,
      },
    },
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ],
  // So are the targets of webhooks. What is sent here is refused or finds nothing, whoever is let in.
  ['GET', '/api/organisations/FIRM/webhooks', undefined, [401, 404, 404, 403, 403, 200, 404, 404, 404]],
  [
    ...(['POST', '/api/organisations/FIRM/webhooks'] as const),
    { url: 'https://127.0.0.1/', groups: ['needs'] },
    [401, 404, 404, 403, 403, 422, 404, 404, 404],
  ],
  [
    ...(['PUT', '/api/organisations/FIRM/webhooks/NOBODY'] as const),
    { url: 'https://exemple.fr/', groups: ['needs'], isOn: false },
    [401, 404, 404, 403, 403, 404, 404, 404, 404],
  ],
  ...(
    [
      ['GET', '/deliveries', undefined],
      ['DELETE', '', undefined],
      ['POST', '/secret', undefined],
      ['POST', '/ping', undefined],
      ['POST', '/deliveries/NOBODY/replay', undefined],
      ['POST', '/replay', { from: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z' }],
    ] as const
  ).map(([verb, rest, body]): Row => [
    ...([verb, `/api/organisations/FIRM/webhooks/NOBODY${rest}`, body] as const),
    [401, 404, 404, 403, 403, 404, 404, 404, 404],
  ]),
  // Keys are the owners'.
  ['GET', '/api/organisations/FIRM/keys', undefined, [401, 404, 404, 403, 403, 200, 404, 404, 404]],
  ['POST', '/api/organisations/FIRM/keys', { name: 'Personne', scopes: [] }, all(422)],
  [
    ...(['DELETE', '/api/organisations/FIRM/keys/NOBODY', undefined] as const),
    [401, 404, 404, 403, 403, 404, 404, 404, 404],
  ],
  ['GET', '/api/key', undefined, all(401)],
  // What one is written of: one's own, so each member's, viewers included.
  [
    'GET',
    '/api/organisations/FIRM/mail-preferences',
    undefined,
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  [
    ...(['PUT', '/api/organisations/FIRM/mail-preferences/MAILED'] as const),
    { cadence: 'never' },
    [401, 404, 404, 422, 422, 422, 404, 404, 404],
  ],
  ['GET', '/api/mail/way-out?token=none', undefined, all(404)],
  ['GET', '/api/mail/unsubscribe?token=none', undefined, all(303)],
  ['POST', '/api/mail/unsubscribe?token=none', undefined, all(404)],
  // A need's log: its buyer's and the operator's.
  ['GET', '/api/log/LOGGED/PUBLIC', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 200]],
  [
    'GET',
    '/api/log/LOGGED/PUBLIC/export?format=csv',
    undefined,
    [401, 404, 404, 404, 404, 404, 200, 200, 200],
  ],
  ['GET', '/api/log/LOGGED/NOBODY', undefined, signedIn(404)],
  ['GET', '/api/organisations/FIRM/contacts', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  ['GET', '/api/organisations/BUYER/contacts', undefined, signedIn(404)],
  [
    ...(['PUT', '/api/organisations/FIRM/contacts/NOBODY'] as const),
    { version: 1, state: 'accepted', reason: null, answer: '' },
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  ['GET', '/api/organisations/FIRM/contracts', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['POST', '/api/organisations/BUYER/contracts'] as const),
    // For nobody's need: nothing is stored.
    { ...contract, needs: ['NOBODY'], origin: 'direct', answerBy: inDays(9) },
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  ['GET', '/api/needs/PUBLIC/coverage', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  ['GET', '/api/contracts/CONTRACT', undefined, [401, 404, 404, 200, 200, 200, 200, 200, 404]],
  ['GET', '/api/contracts/CONTRACT/sheet.pdf', undefined, [401, 404, 404, 200, 200, 200, 200, 200, 404]],
  ...(['accept', 'decline'] as const).map((verb): Row => [
    ...(['POST', `/api/contracts/CONTRACT/parties/PARTY/${verb}`] as const),
    { version: stale, reason: 'Non.' },
    [401, 404, 404, 403, 409, 409, 404, 404, 404],
  ]),
  ...(['withdraw', 'terminate', 'complete'] as const).map((verb): Row => [
    ...(['POST', `/api/contracts/CONTRACT/${verb}`] as const),
    { version: stale, reason: 'Non.' },
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ]),
  [
    ...(['POST', '/api/contracts/CONTRACT/options/NOBODY/exercise', { version: stale }] as const),
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ],
  [
    ...(['POST', '/api/contracts/CONTRACT/advance', { version: stale, paidOn: '2026-01-01' }] as const),
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ],
  // It is no framework: whoever is let in is told so.
  [
    ...(['POST', '/api/contracts/CONTRACT/call-offs'] as const),
    {
      answerBy: inDays(9),
      afterId: null,
      lines: [
        {
          item: 'visor',
          size: null,
          quantity: 1,
          needId: 'NOBODY',
          tranche: inDays(9),
          due: inDays(9),
        },
      ],
    },
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ],
  ...(['accept', 'decline'] as const).map((verb): Row => [
    ...(['POST', `/api/contracts/CONTRACT/call-offs/NOBODY/${verb}`, { reason: 'Non.' }] as const),
    signedIn(404),
  ]),
  [
    ...(['POST', '/api/contracts/CONTRACT/call-offs/NOBODY/cancel', { reason: '' }] as const),
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ],
  ['GET', '/api/tenders', undefined, all(200)],
  ['GET', '/api/organisations/BUYER/tenders', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  [
    ...(['GET', '/api/organisations/FIRM/tenders-to-answer', undefined] as const),
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  // No procedure is chosen for this need: whoever is let in is told so.
  [
    ...(['POST', '/api/needs/PUBLIC/tender', { title: 'Masques' }] as const),
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  ['GET', '/api/tenders/TENDER', undefined, [404, 404, 404, 404, 404, 404, 200, 200, 404]],
  ['PUT', '/api/tenders/TENDER', tender, [401, 404, 404, 404, 404, 404, 403, 409, 404]],
  [
    'POST',
    '/api/tenders/TENDER/keys',
    { passphrase: 'court' },
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  ['DELETE', '/api/tenders/TENDER/keys/ONE', undefined, [401, 404, 404, 404, 404, 404, 403, 200, 404]],
  ['POST', '/api/tenders/TENDER/recovery-code', undefined, [401, 404, 404, 404, 404, 404, 403, 200, 404]],
  [
    ...(['POST', '/api/tenders/TENDER/publish', { version: stale }] as const),
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ],
  [
    ...(['POST', '/api/tenders/TENDER/amend'] as const),
    { version: stale, reason: 'Ici.', description: '', questionsUntil: moment, deadline: moment },
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ],
  [
    ...(['POST', '/api/tenders/TENDER/cancel', { reason: 'Ici.' }] as const),
    [401, 404, 404, 404, 404, 404, 403, 403, 404],
  ],
  [
    ...([
      'POST',
      '/api/tenders/TENDER/questions',
      { organisationId: 'FIRM', text: 'Quelle laize ?' },
    ] as const),
    signedIn(404),
  ],
  [
    ...(['PUT', '/api/tenders/TENDER/questions/NOBODY', { answer: '160' }] as const),
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  ['GET', '/api/tenders/TENDER/opening', undefined, [401, 404, 404, 404, 404, 404, 409, 409, 404]],
  [
    ...(['POST', '/api/tenders/TENDER/late-offers/NOBODY'] as const),
    { decision: 'refused', reason: 'Ici.' },
    [401, 404, 404, 404, 404, 404, 403, 403, 404],
  ],
  [
    ...([
      'POST',
      '/api/tenders/TENDER/extend',
      { version: stale, deadline: moment, reason: 'Ici.' },
    ] as const),
    [401, 404, 404, 404, 404, 404, 403, 403, 404],
  ],
  [
    ...(['POST', '/api/tenders/TENDER/open', { recovery: false, secret: 'trois fils' }] as const),
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  ['GET', '/api/tenders/TENDER/offers', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  // The tender is a draft: whoever is let in is told that its offers are not opened.
  ['GET', '/api/tenders/TENDER/evaluation', undefined, [401, 404, 404, 404, 404, 404, 409, 409, 404]],
  ['GET', '/api/tenders/TENDER/report', undefined, [401, 404, 404, 404, 404, 404, 409, 409, 404]],
  ['GET', '/api/tenders/TENDER/report.pdf', undefined, [401, 404, 404, 404, 404, 404, 409, 409, 404]],
  ...(
    [
      ['PUT', 'judgement', { verdict: 'regular', reason: '' }],
      ['PUT', 'marks', { marks: [{ criterion: 1, mark: 50, justification: 'Ici.' }] }],
      ['POST', 'price-question', { text: 'Comment ?', due: inDays(9) }],
      ['POST', 'completion-question', { text: 'Et ceci ?', due: inDays(9) }],
    ] as const
  ).map(([method, what, body]): Row => [
    ...([method, `/api/tenders/TENDER/evaluation/offers/NOBODY/lots/ONE/${what}`, body] as const),
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ]),
  ...(
    [
      ['award', { lots: [] }],
      ['unsuccessful', { reason: 'Ici.' }],
      ['conclude', { starts: inDays(9), paymentDays: 30, items: [] }],
    ] as const
  ).map(([what, body]): Row => [
    ...(['POST', `/api/tenders/TENDER/${what}`, { version: stale, ...body }] as const),
    [401, 404, 404, 404, 404, 404, 403, 403, 404],
  ]),
  ['POST', '/api/tenders/TENDER/relaunch', undefined, [401, 404, 404, 404, 404, 404, 403, 409, 404]],
  ['GET', '/api/tenders/TENDER/award-notice', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  [
    ...(['POST', '/api/tenders/TENDER/award-notice', { version: stale, appeals: '' }] as const),
    [401, 404, 404, 404, 404, 404, 403, 403, 404],
  ],
  [
    ...(['POST', '/api/tenders/TENDER/rounds'] as const),
    { version: stale, points: 'Le prix.', deadline: moment },
    [401, 404, 404, 404, 404, 404, 403, 403, 404],
  ],
  [
    ...(['GET', '/api/organisations/FIRM/offers/TENDER/rounds', undefined] as const),
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  [
    ...(['PUT', '/api/tenders/TENDER/evaluation/offers/NOBODY/candidacies/FIRM'] as const),
    { verdict: 'admitted', ground: null, reason: '' },
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ],
  [
    ...(['POST', '/api/tenders/TENDER/evaluation/candidacy-requests'] as const),
    { due: inDays(9), candidates: [{ offerId: 'NOBODY', candidateId: 'FIRM', text: 'Vos comptes ?' }] },
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ],
  [
    ...(['PUT', '/api/organisations/FIRM/offers/TENDER/decision/NOBODY/candidacies/FIRM'] as const),
    { answer: 'Les voici.' },
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/organisations/FIRM/offers/TENDER/decision', undefined] as const),
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  ...(['price', 'completion'] as const).map((kind): Row => [
    'PUT',
    `/api/organisations/FIRM/offers/TENDER/decision/NOBODY/lots/ONE/${kind}-answer`,
    { answer: 'Un stock.' },
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ]),
  ['GET', '/api/organisations/FIRM/offers/TENDER', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['POST', '/api/organisations/FIRM/offers/TENDER'] as const),
    {
      groupId: null,
      version: null,
      code: 'fil à fil',
      declared: true,
      content: {
        lots: [
          {
            number: 1,
            prices: [1],
            answers: [],
          },
        ],
        statement: '',
      },
    },
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  [
    ...([
      'POST',
      '/api/organisations/FIRM/offers/TENDER/copy',
      { groupId: null, code: 'fil à fil' },
    ] as const),
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  [
    ...(['POST', '/api/organisations/FIRM/offers/TENDER/withdraw', { groupId: null, version: 1 }] as const),
    [401, 404, 404, 403, 409, 409, 404, 404, 404],
  ],
  // A viewer must not, and whoever may has thrown it away by then.
  ...['', '/tenders/TENDER'].map((of): Row => [
    ...(['GET', `/api/organisations/FIRM${of}/groups`, undefined] as const),
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ]),
  // The tender is a draft, and nobody is in a group: there is nothing to find.
  ['GET', '/api/organisations/FIRM/tenders/TENDER/partnerships', undefined, signedIn(404)],
  [
    ...(['GET', '/api/organisations/FIRM/tenders/TENDER/candidates?name=tissages', undefined] as const),
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  ['GET', '/api/organisations/FIRM/groups/NOBODY', undefined, signedIn(404)],
  ...(
    [
      ['POST', 'tenders/TENDER/groups', group],
      ['PUT', 'groups/NOBODY', { version: 1, ...group }],
      ['POST', 'groups/NOBODY/consent', { version: 1, code: null }],
      ['POST', 'groups/NOBODY/leave', { reason: 'Ici.' }],
      ['POST', 'groups/NOBODY/dissolve', { version: 1 }],
      ['POST', 'groups/NOBODY/price', { code: 'fil de trame' }],
      ['PUT', 'groups/NOBODY/code', { code: 'fil de trame' }],
      ['PUT', 'groups/NOBODY/asked-price', { version: 1, lots: [{ number: 1, cents: 1 }], note: '' }],
      ['POST', 'groups/NOBODY/asked-price', { code: 'fil de trame' }],
      ['POST', 'groups/NOBODY/asked-prices', { code: 'fil de trame' }],
      ['PUT', 'groups/NOBODY/replacement', { organisationId: 'NOBODY' }],
      ['POST', 'groups/NOBODY/replacement/consent', undefined],
      ['POST', 'groups/NOBODY/replacement/decline', undefined],
    ] as const
  ).map(([method, path, body]): Row => [
    ...([method, `/api/organisations/FIRM/${path}`, body] as const),
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ]),
  [
    ...(['PUT', '/api/organisations/FIRM/offers/TENDER/NOBODY/lots/ONE/sample'] as const),
    { sentOn: inDays(0), note: '' },
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  [
    ...(['PUT', '/api/tenders/TENDER/evaluation/offers/NOBODY/lots/ONE/sample'] as const),
    { receivedOn: null, scores: [], remarks: '' },
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ],
  // Without a file, and to a tender that is a draft.
  [
    ...(['POST', '/api/organisations/FIRM/offers/TENDER/documents', undefined] as const),
    [401, 404, 404, 403, 404, 404, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/tenders/TENDER/offers/NOBODY/documents/NOBODY', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  ['DELETE', '/api/tenders/TENDER', undefined, [401, 404, 404, 404, 404, 404, 403, 204, 404]],
  ['GET', '/api/contracts/CONTRACT/deliveries', undefined, [401, 404, 404, 200, 200, 200, 200, 200, 404]],
  // It is not in force: whoever is let in is told so.
  [
    ...(['POST', '/api/contracts/CONTRACT/deliveries'] as const),
    {
      orderLineId: 'NOBODY',
      batch: 'L-01',
      quantity: 1,
      plannedOn: inDays(1),
      replacesId: null,
      conformity: '',
      documents: [],
    },
    [401, 404, 404, 403, 409, 409, 403, 409, 404],
  ],
  ...(['cancel', 'return'] as const).map((verb): Row => [
    ...(['POST', `/api/contracts/CONTRACT/deliveries/NOBODY/${verb}`, undefined] as const),
    [401, 404, 404, 403, 404, 404, 403, 404, 404],
  ]),
  [
    ...(['POST', '/api/contracts/CONTRACT/deliveries/NOBODY/receive'] as const),
    { receivedOn: '2026-01-01', received: 1 },
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ],
  [
    ...(['POST', '/api/contracts/CONTRACT/deliveries/NOBODY/inspect'] as const),
    {
      kind: 'full',
      found: { critical: 0, major: 0, minor: 0 },
      conformsToSample: null,
      note: '',
      documents: [],
    },
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ],
  [
    ...(['POST', '/api/contracts/CONTRACT/deliveries/NOBODY/sort', { removed: 0, note: '' }] as const),
    [401, 404, 404, 403, 404, 404, 403, 404, 404],
  ],
  [
    ...(['POST', '/api/contracts/CONTRACT/deliveries/NOBODY/paid', { paidOn: '2026-01-01' }] as const),
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ],
  [
    ...(['POST', '/api/contracts/CONTRACT/milestones'] as const),
    { partyId: 'PARTY', kind: 'all-made', note: '', due: inDays(9) },
    [401, 404, 404, 403, 409, 409, 403, 409, 404],
  ],
  [
    ...(['POST', '/api/contracts/CONTRACT/milestones/NOBODY/reach', { reachedOn: '2026-01-01' }] as const),
    [401, 404, 404, 403, 404, 404, 403, 404, 404],
  ],
  [
    ...(['POST', '/api/contracts/CONTRACT/samples'] as const),
    { lineId: 'NOBODY', description: 'Blanc.', approvedOn: '2026-01-01', documents: [] },
    [401, 404, 404, 404, 404, 404, 403, 409, 404],
  ],
  [
    ...(['POST', '/api/contracts/CONTRACT/order-lines/NOBODY/resume', undefined] as const),
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ],
  ['GET', '/api/needs/PUBLIC/elsewhere', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  ['GET', '/api/needs/PUBLIC/elsewhere/pack', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 404]],
  [
    ...(['PUT', '/api/needs/PUBLIC/elsewhere'] as const),
    {
      version: stale,
      platform: 'PLACE',
      address: '',
      reference: '',
      state: 'prepared',
      publishedOn: null,
      deadline: null,
      criteria: [],
    },
    [401, 404, 404, 404, 404, 404, 403, 404, 404],
  ],
  [
    ...(['POST', '/api/needs/PUBLIC/elsewhere/read', { format: 'json', text: '{}' }] as const),
    [401, 404, 404, 404, 404, 404, 403, 200, 404],
  ],
  // No procedure is kept for this need: whoever is let in is told so.
  [
    ...(['POST', '/api/needs/PUBLIC/elsewhere/award'] as const),
    { ...contract, needs: ['PUBLIC'], concludedOn: '2026-01-01' },
    [401, 404, 404, 404, 404, 404, 403, 422, 404],
  ],
  ['GET', '/api/buying-rules', undefined, all(200)],
  [
    ...(['PUT', '/api/organisations/OPERATOR/buying-rules', { rules }] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 409],
  ],
  ['GET', '/api/buying-limits', undefined, all(200)],
  ['GET', '/api/funding-schemes', undefined, all(200)],
  ['GET', '/api/organisations/FIRM/waiting', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['PUT', '/api/organisations/OPERATOR/funding-schemes', { schemes }] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 409],
  ],
  [
    ...(['POST', '/api/organisations/OPERATOR/funding-effect', { schemes }] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  [
    ...(['POST', '/api/organisations/OPERATOR/law-effect', { rules: [], limits: [] }] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  [
    ...(['PUT', '/api/organisations/OPERATOR/buying-limits', { limits }] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 409],
  ],
  [
    'GET',
    '/api/organisations/OPERATOR/law-revisions',
    undefined,
    [401, 404, 404, 404, 404, 404, 404, 404, 200],
  ],
  // The catalogue is read in whole by the operator's members, and changed by who plans there.
  ...(
    [
      ['GET', 'catalogue-records/items', undefined, 200],
      ['GET', 'catalogue-records/items/nothing', undefined, 404],
      ['GET', 'catalogue-changes', undefined, 200],
      ['GET', 'catalogue-changes/NOBODY', undefined, 404],
      ['POST', 'catalogue-changes', { title: 'x', reason: '', from: 'NOBODY' }, 404],
      ['PATCH', 'catalogue-changes/NOBODY', { version: 1, title: 'x', reason: '' }, 404],
      ['DELETE', 'catalogue-changes/NOBODY', undefined, 404],
      ['PUT', 'catalogue-changes/NOBODY/records/items/x', { revision: 0, removed: false, content: {} }, 404],
      ['DELETE', 'catalogue-changes/NOBODY/records/items/x', undefined, 404],
      ['POST', 'catalogue-changes/NOBODY/activate', { version: 1 }, 404],
      ['POST', 'catalogue-changes/NOBODY/undo', undefined, 404],
      ['POST', 'catalogue-changes/NOBODY/effect', undefined, 404],
      ['POST', 'catalogue-changes/NOBODY/plan-effect', undefined, 404],
    ] as const
  ).map(([method, what, body, last]): Row => [
    method,
    `/api/organisations/OPERATOR/${what}`,
    body,
    [401, 404, 404, 404, 404, 404, 404, 404, last],
  ]),
  ['GET', '/api/organisations/FIRM/catalogue-changes', undefined, signedIn(404)],

  [
    ...(['PUT', '/api/organisations/FIRM/buying-rules', { rules }] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 404],
  ],

  ['GET', '/api/needs/PUBLIC/ranking', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 200]],
  ['GET', '/api/needs/DRAFT/ranking', undefined, signedIn(404)],
  ['GET', '/api/needs/PUBLIC/assembly', undefined, [401, 404, 404, 404, 404, 404, 200, 200, 200]],
  ['GET', '/api/needs/DRAFT/assembly', undefined, signedIn(404)],
  [
    ...(['GET', '/api/organisations/FIRM/open-needs/PUBLIC', undefined] as const),
    [401, 404, 404, 200, 200, 200, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/organisations/FIRM/open-needs/INVITED', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  // Those of the firm are let in, and told that it has no profile yet.
  [
    ...(['GET', '/api/organisations/FIRM/open-needs/PUBLIC/raise', undefined] as const),
    [401, 404, 404, 409, 409, 409, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/organisations/FIRM/open-needs/INVITED/raise', undefined] as const),
    [401, 404, 404, 404, 404, 404, 404, 404, 404],
  ],
  [
    ...(['GET', '/api/needs/PUBLIC/firms/WEAVER/raise', undefined] as const),
    [401, 404, 404, 404, 404, 404, 200, 200, 200],
  ],
  ['GET', '/api/needs/DRAFT/firms/WEAVER/raise', undefined, signedIn(404)],
  ['GET', '/api/needs/PUBLIC/firms/NOBODY/raise', undefined, signedIn(404)],
  ['GET', '/api/organisations/FIRM/notifications', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  [
    ...(['POST', '/api/organisations/FIRM/notifications/read', { upTo: 1 }] as const),
    [401, 404, 404, 204, 204, 204, 404, 404, 404],
  ],

  [
    ...(['POST', '/api/organisations'] as const),
    {
      name: 'Encore',
      siren: 'TAKEN',
      roles: ['firm'],
      structure: 'company',
      buyerRegime: null,
      buyerKind: null,
    },
    signedIn(409),
  ],
  ['POST', '/api/organisations/join', { siren: '552100554' }, signedIn(404)],
  ['GET', '/api/organisations/FIRM', undefined, [401, 404, 404, 200, 200, 200, 404, 404, 404]],
  ['PATCH', '/api/organisations/FIRM', { version: stale }, [401, 404, 404, 403, 403, 409, 404, 404, 404]],
  [
    ...(['POST', '/api/organisations/FIRM/members/VIEWER/accept', undefined] as const),
    [401, 404, 404, 403, 403, 409, 404, 404, 404],
  ],
  [
    ...(['PATCH', '/api/organisations/FIRM/members/WAITING', { member: 'owner' }] as const),
    [401, 404, 404, 403, 403, 409, 404, 404, 404],
  ],
  [
    ...(['DELETE', '/api/organisations/FIRM/members/OWNER', undefined] as const),
    [401, 404, 404, 403, 403, 409, 404, 404, 404],
  ],
  [
    ...(['POST', '/api/organisations/FIRM/invitations'] as const),
    { email: 'ADDRESS', member: 'owner' },
    [401, 404, 404, 403, 403, 409, 404, 404, 404],
  ],
  [
    ...(['DELETE', '/api/organisations/FIRM/invitations/NOBODY', undefined] as const),
    [401, 404, 404, 403, 403, 404, 404, 404, 404],
  ],
  ['GET', '/api/invitations/TOKEN', undefined, all(410)],
  ['POST', '/api/invitations/TOKEN/accept', undefined, signedIn(410)],

  ['GET', '/api/session', undefined, all(200)],
  ['PATCH', '/api/session', {}, signedIn(200)],
  ['POST', '/api/auth/sign-in/email', { email: 'ici@exemple.fr', password: 'faux' }, all(401)],
  [
    ...(['POST', '/api/auth/sign-up/email'] as const),
    { name: 'Ici', email: 'ici@exemple.fr', password: 'un fil, plusieurs mains' },
    all(204),
  ],
  ['GET', '/api/auth/verify-email?token=faux', undefined, all(302)],
  ['POST', '/api/auth/request-password-reset', { email: 'ailleurs@exemple.fr' }, all(204)],
  [
    ...(['POST', '/api/auth/reset-password'] as const),
    { token: 'faux', newPassword: 'un fil, plusieurs mains' },
    all(410),
  ],
  ['GET', '/api/demonstration', undefined, all(200)],
  ['POST', '/api/demonstration/enter', { account: 'operator' }, all(404)],
  ['GET', '/api/outbox', undefined, all(404)],

  ['GET', '/api/organisations/OPERATOR/overview', undefined, [401, 404, 404, 404, 404, 404, 404, 404, 200]],
  ['GET', '/api/organisations/FIRM/overview', undefined, [401, 404, 404, 404, 404, 404, 404, 404, 404]],
]

describeOnDatabase('every route, by who asks', bed => {
  let api: Api
  const calls = new Map<Who, Call>()
  const ids = new Map<string, string>()

  beforeAll(async () => {
    api = await openApi(bed.connection())
    ids.set('FIRM', await api.organisation({ name: 'Confection', roles: ['firm'] }))
    ids.set('BUYER', await api.organisation({ name: 'CH', roles: ['buyer'] }))
    ids.set('OPERATOR', await api.organisation({ name: 'Région', roles: ['operator'] }))
    calls.set('anyone', api.anyone)
    const seats = [
      ...(['viewer', 'editor', 'owner'] as const).map(role => [role, 'FIRM', role] as const),
      ...(['viewer', 'editor'] as const).map(role => [`buyer ${role}`, 'BUYER', role] as const),
      ['operator', 'OPERATOR', 'owner'] as const,
      ['waiting', 'FIRM', 'owner'] as const,
    ] as const
    calls.set('stranger', (await api.person('stranger')).call)
    for (const [who, organisation, role] of seats) {
      const person = await api.person(who.replace(' ', '-'))
      await api.join(person, ids.get(organisation) ?? '', role)
      calls.set(who, person.call)
      if (organisation === 'FIRM') ids.set(who.toUpperCase(), person.id)
      if (who === 'owner') ids.set('ADDRESS', person.email)
      if (who === 'waiting')
        await bed
          .db()
          .updateTable('member')
          .set({ state: 'waiting' })
          .where('userId', '=', person.id)
          .execute()
    }

    const call = calls.get('buyer editor') ?? api.anyone
    const write = async (name: string, changes: Partial<NeedDraft>, ...verbs: string[]) => {
      const path = `/api/organisations/${ids.get('BUYER')}/needs`
      let need = (await call('POST', path, { ...masksFor(10), ...changes })).json<NeedShown>()
      for (const verb of verbs) {
        const answer = await call('POST', `/api/needs/${need.id}/${verb}`, { version: need.own?.version })
        need = answer.json<NeedShown>()
      }
      ids.set(name, need.id)
    }
    await write('DRAFT', {})
    await write('PUBLIC', { visibility: 'public' }, 'publish')
    await write('MEMBERS', { visibility: 'members' }, 'publish')
    await write('INVITED', { visibility: 'invited' }, 'publish')
    await write('WITHDRAWN', { visibility: 'public' }, 'publish', 'withdraw')
    ids.set('TENDER', newId())
    await bed
      .db()
      .insertInto('tender')
      .values({
        id: ids.get('TENDER') ?? '',
        organisationId: ids.get('BUYER') ?? '',
        title: 'Masques',
        procedure: 'adapted',
        access: 'open',
        criteria: '[]',
      })
      .execute()
    ids.set('ONE', '1')
    ids.set('NOBODY', newId())
    ids
      .set('MACHINES', 'machines')
      .set('ITEM', 'nothing')
      .set('SCENARIO', 'wave')
      .set('LOGGED', 'need')
      .set('MAILED', 'publicity')
    ids.set('GOWN', 'gown-washable')
    ids.set('OVERLOCK', 'sew-overlock')
    const weaver = await api.person('weaver')
    ids.set('WEAVER', await api.organisation({ name: 'Tissages', roles: ['firm'] }))
    await api.join(weaver, ids.get('WEAVER') ?? '', 'editor')
    const profile = `/api/organisations/${ids.get('WEAVER')}/profile`
    await weaver.call('PUT', profile, { ...sewingWorkshop, version: 0 })
    const paper = await sendDocument(api, weaver, ids.get('WEAVER') ?? '', {
      name: 'certificat.txt',
      bytes: Buffer.from('ISO 9001'),
    })
    ids.set('PAPER', paper.json<{ id: string }>().id)
    await bed
      .db()
      .updateTable('document')
      .set({ organisationId: ids.get('FIRM') })
      .execute()
    const { siren } = await bed.db().selectFrom('organisation').select('siren').executeTakeFirstOrThrow()
    ids.set('TAKEN', siren)
    const agreed = Value.Parse(Agreed, JSON.parse(filled(JSON.stringify(contract))))
    const concluded = await bed
      .db()
      .transaction()
      .execute(trx =>
        concludeContract(
          trx,
          {
            actor: null,
            catalogue: api.app.catalogue,
            publicUrl: '',
            today: inDays(0),
            sendJob: api.app.sendJob,
          },
          {
            ...agreed,
            needs: [ids.get('PUBLIC') ?? ''],
            buyerId: ids.get('BUYER') ?? '',
            origin: 'tender',
            originId: newId(),
            lots: [],
            concludedOn: null,
            answerBy: inDays(9),
          },
        ),
      )
    ids.set('CONTRACT', 'contractId' in concluded ? concluded.contractId : '')
    const party = await bed.db().selectFrom('contractParty').select('id').executeTakeFirstOrThrow()
    ids.set('PARTY', party.id)
    await api.settled()
  })
  afterAll(() => api.close())

  const filled = (path: string) => path.replace(/[A-Z]{2,}/g, name => ids.get(name) ?? name)

  async function tryWith([method, path, body, answers]: Row): Promise<void> {
    const sent: object | undefined = body && JSON.parse(filled(JSON.stringify(body)))
    const statuses: Record<string, number> = {}
    for (const who of people) {
      const call = calls.get(who)
      if (!call) throw new Error(`${who} has no seat`)
      const verb = verbs.find(one => one === method) ?? 'GET'
      statuses[who] = (await call(verb, filled(path), sent)).statusCode
    }
    expect(statuses).toEqual(Object.fromEntries(people.map((who, index) => [who, answers[index]])))
  }

  test.each(table)('%s %s', (...row) => tryWith(row))

  test('every route of the API is in the table above', async () => {
    const document = (await api.anyone('GET', '/api/openapi.json')).json<{
      paths: Record<string, Record<string, { tags?: string[] }>>
    }>()
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { tags }]) => !tags?.some(tag => open.includes(tag)))
        .map(([method]) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '…')}`),
    )
    const tried = new Set(
      [...table, last].map(
        ([method, path]) => `${method} ${path.replace(/[A-Z]{2,}/g, '…').replace(/\?.*/, '')}`,
      ),
    )
    expect(routes.filter(route => !tried.has(route))).toEqual([])
    expect(routes.length).toBeGreaterThan(40)
  })

  test('what does not exist is answered like what is not one’s own', async () => {
    const call = calls.get('stranger') ?? api.anyone
    const nowhere = '01a20aee-f9aa-7bfd-a263-f9f09d0e24d7'
    const withoutInstance = (body: string) => body.replace(/"instance":"[^"]*"/, '')
    for (const [path, name] of [
      ['/api/organisations/FIRM/profile', 'FIRM'],
      ['/api/needs/DRAFT', 'DRAFT'],
    ] as const) {
      const absent = await call('GET', path.replace(name, nowhere))
      const foreign = await call('GET', filled(path))
      expect(withoutInstance(absent.body)).toBe(withoutInstance(foreign.body))
    }
  })

  test('a session that has ended is told so, whatever it asks to change', async () => {
    const person = await api.person('Partie')
    await api.join(person, ids.get('FIRM') ?? '', 'owner')
    await bed.db().deleteFrom('session').where('userId', '=', person.id).execute()
    const path = `/api/organisations/${ids.get('FIRM')}/profile`
    const answer = await person.call('PUT', path, { ...sewingWorkshop, version: 0 })
    expect(answer.statusCode).toBe(401)
    expect(answer.json<{ detail: string }>().detail).toContain('votre saisie est conservée')
  })

  test('signing out is for everyone, signed in or not', () => tryWith(last))
})
