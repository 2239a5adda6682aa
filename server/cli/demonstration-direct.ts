import { concludeContract } from '../features/contracts/conclude.ts'
import { approveSample, reachMilestone, setMilestone } from '../features/deliveries/milestones.ts'
import { keepEssential } from '../features/decp/keep.ts'
import { returnDelivery } from '../features/deliveries/receive.ts'
import { chooseProcedure } from '../features/procedures/choose.ts'
import { isRefusal } from '../problems/problem.ts'
import { agreed, deliver, lead, line, pastNeed, type Story, well } from './demonstration-story.ts'

/** A direct contract that is over: one lot was refused by sampling, went back and was replaced. */
export async function finishedDirectContract(story: Story): Promise<void> {
  const { trx, on, day, players } = story
  const { buyer, weaver, workshop } = players
  const ITEM = 'mask-uns1-adult'
  const schedule = [
    { due: day(-30), quantity: 2000 },
    { due: day(-8), quantity: 2000 },
  ]
  const needId = await pastNeed(story, {
    item: ITEM,
    claim: 'none',
    quantity: 4000,
    schedule,
    text: 'Masques lavables pour les agents non soignants.',
    wishes: { regionalDepth: 'first-inputs', minimumWashes: 20, recyclable: true },
  })
  const choice = {
    version: null,
    authority: 'other' as const,
    urgency: 'none' as const,
    needCents: 960_000,
    alike: [],
    elsewhereCents: 0,
    form: 'order' as const,
    frameworkMonths: null,
    chosen: 'without-publicity' as const,
    reason: '',
    grounds: null,
  }
  const { catalogue } = on(0)
  const chosen = await chooseProcedure(trx, { needId, catalogue, actor: null, today: day(0) }, choice)
  // The law moves on: a demonstration of later years shows what it still can.
  if (isRefusal(chosen)) return
  const { contractId } = well(
    await concludeContract(trx, on(-75), {
      ...agreed,
      buyerId: buyer,
      title: 'Masques lavables pour les agents',
      needs: [needId],
      form: 'order',
      starts: day(-75),
      advance: { cents: 144_000, due: day(-65) },
      paymentDays: 30,
      holders: [
        {
          parties: [
            lead(weaver),
            {
              firmId: workshop,
              name: '',
              siren: null,
              role: 'subcontractor',
              isLead: false,
              share: null,
            },
          ],
        },
      ],
      lines: schedule.map(({ due, quantity }) => line(ITEM, needId, due, quantity, 240_000)),
      origin: 'direct',
      originId: null,
      concludedOn: day(-75),
      answerBy: null,
      lots: [],
    }),
  )
  const { id: partyId } = await trx
    .selectFrom('contractParty')
    .select('id')
    .where('contractId', '=', contractId)
    .where('isLead', '=', true)
    .executeTakeFirstOrThrow()
  const ofWeaver = { contractId, organisationId: weaver }
  for (const [kind, due, reached] of [
    ['materials-in', -60, -62],
    ['first-pieces', -48, -47],
  ] as const) {
    well(await setMilestone(trx, on(-74), ofWeaver, { partyId, kind, note: '', due: day(due) }))
    const { id: milestoneId } = await trx
      .selectFrom('milestone')
      .select('id')
      .where('contractId', '=', contractId)
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow()
    well(await reachMilestone(trx, on(reached), { ...ofWeaver, milestoneId }, day(reached)))
  }
  const [first] = await trx
    .selectFrom('contractLine')
    .select('id')
    .where('contractId', '=', contractId)
    .orderBy('position')
    .execute()
  well(
    await approveSample(
      trx,
      on(-46),
      { contractId, organisationId: buyer },
      {
        lineId: first?.id ?? '',
        description: 'Masque bleu nuit, barrette cousue, élastiques plats de 5 mm.',
        approvedOn: day(-46),
        documents: [],
      },
    ),
  )
  const common = { by: weaver, quantity: 2000, hasSample: true }
  const refused = await deliver(story, contractId, {
    ...common,
    line: 0,
    batch: 'T-101',
    days: -40,
    major: 9,
  })
  well(await returnDelivery(trx, on(-38), { contractId, deliveryId: refused, organisationId: weaver }))
  await deliver(story, contractId, {
    ...common,
    line: 0,
    batch: 'T-104',
    days: -31,
    major: 2,
    replacesId: refused,
  })
  await deliver(story, contractId, {
    ...common,
    line: 1,
    batch: 'T-110',
    days: -10,
    major: 0,
    hasSample: false,
  })
  await publishEssential(story, contractId, partyId)
}

/** The hospital completes the essential data of its contract: it is below the threshold, and publishes them all the same. */
async function publishEssential(
  { trx, on, day, players }: Story,
  contractId: string,
  partyId: string,
): Promise<void> {
  const siretOf = async (organisationId: string) => {
    const { siret } = await trx
      .selectFrom('site')
      .select('siret')
      .where('organisationId', '=', organisationId)
      .where('siret', 'is not', null)
      .orderBy('position')
      .executeTakeFirstOrThrow()
    return siret ?? ''
  }
  const content = {
    buyerSiret: await siretOf(players.buyer),
    holders: [{ partyId, siret: await siretOf(players.weaver) }],
    notifiedOn: day(-75),
    cpv: null,
    procedure: null,
    grouping: null,
    offers: 1,
    commune: null,
    ccag: 'Fournitures courantes et services' as const,
    priceForm: 'Unitaire' as const,
    priceTypes: ['Définitif ferme' as const],
    innovative: false,
    social: [],
    environmental: ['Clause environnementale' as const],
    fromFrance: 1,
    fromUnion: 1,
  }
  well(await keepEssential(trx, on(-50), contractId, { version: null, content }))
}
