import { connectPostgres } from '@maillage/db/connect.ts'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { choose } from './choose.ts'
import { dayIn } from './needs.ts'
import { openPlace, type Place, walkInSteps } from './people.ts'

const PHRASES = { denis: 'la navette va et vient', claire: 'trois fils de chaîne' }
const CODE = 'fil à fil 1789'
const noonIn = (days: number) => `${dayIn(days)}T12:00`

let place: Place
/** Denis, and Claire who holds the other part of the key and reads English. */
let denis: Page
let claire: Page
let firm: Page
/** Of two firms that each lead a group, and of one that is in both. */
let masks: Page
let hygiene: Page
let spunbond: Page
let address: string
let group: string
let contract: string

const tenderId = () => address.split('/').at(-1) ?? ''

async function takeKey(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('button', { name: 'Prendre une part' }).click()
  await page.getByLabel('Votre phrase secrète').fill(passphrase)
  await page.getByLabel('La même, une seconde fois').fill(passphrase)
  await page.getByRole('button', { name: 'Prendre une part' }).click()
  await page.getByText('C’est la vôtre').waitFor()
}

/** Writes an offer of the same price for every delivery, and seals it. */
async function seal(page: Page, price: string): Promise<void> {
  await page.getByRole('button', { name: 'Préparer une offre' }).click()
  await page
    .getByLabel(/^Prix pour 1/)
    .first()
    .fill(price)
  await page.getByRole('button', { name: 'Le premier prix pour toutes les lignes' }).click()
  const received = page.getByRole('button', { name: 'Reprendre les prix reçus' })
  if (await received.isVisible()) await received.click()
  await page.getByLabel('Code de votre offre').fill(CODE)
  await page.getByLabel(/^Je déclare/).check()
  await page.getByRole('button', { name: 'Sceller et envoyer' }).click()
  await page.getByText('Offre scellée', { exact: true }).waitFor()
}

/** The days pass: the database of the server is told that they have. */
async function passTheDeadline(): Promise<void> {
  const connection = await connectPostgres(place.databaseUrl ?? '', 1)
  await sql`
    update tender set deadline = now() - interval '2 minutes',
      questions_until = now() - interval '1 day', published_at = now() - interval '30 days'
    where id = ${tenderId()}`.execute(connection.db)
  await connection.close()
}

describe.skipIf('unavailable' in inject('postgres'))('a tender, from the need to the last piece', () => {
  beforeAll(async () => {
    place = await openPlace()
    denis = await place.enter('buyer')
    claire = await place.enter('buyer', { language: 'en-GB' })
    firm = await place.enter('firm')
    masks = await place.join('Masques du Midi')
    hygiene = await place.join('Hygiène Garonne', { language: 'en-GB' })
    spunbond = await place.join('Spunbond Méditerranée')
  })
  afterAll(() => place.close())
  walkInSteps(() => place)

  test('is drafted from a need, and published under two keys', async () => {
    await denis.goto('/buyer/needs')
    await denis.getByRole('link', { name: /^Masque chirurgical de type IIR/ }).click()
    await denis.getByRole('link', { name: /Quelle procédure.\?/ }).click()
    await denis.getByRole('button', { name: 'Préparer la consultation' }).click()
    await denis.getByLabel('Objet et conditions d’exécution').fill('Masques en boîtes de cinquante.')
    await denis.getByLabel('Questions jusqu’au').fill(noonIn(25))
    await denis.getByLabel('Date limite des offres').fill(noonIn(40))
    await denis.getByRole('button', { name: '+ Prix' }).click()
    await denis.getByRole('button', { name: 'Enregistrer le projet' }).click()
    const missing = denis.getByText('Au moins un critère tient compte de l’environnement (L2152-7).')
    await missing.waitFor()
    await denis.getByLabel('Poids').fill('60')
    await denis.getByRole('button', { name: '+ Environnement' }).click()
    await denis.getByLabel('Comment il est noté').fill('Emballages, transport, fin de vie.')
    await denis.getByRole('button', { name: 'Enregistrer le projet' }).click()
    await missing.waitFor({ state: 'detached' })
    await takeKey(denis, PHRASES.denis)
    await denis.getByRole('button', { name: 'Créer le code de secours' }).click()
    await denis.getByRole('button', { name: 'Je l’ai noté' }).click()
    address = denis.url()
    const entered = denis.waitForEvent('load')
    await denis.getByRole('button', { name: /Entrer comme Claire Estève/ }).click()
    await entered
    await denis.getByText('Part de Denis Carrère').waitFor()
    await takeKey(denis, PHRASES.claire)
    await denis.getByRole('button', { name: 'Publier', exact: true }).click()
    await denis.getByRole('dialog').getByRole('button', { name: 'Publier' }).click()
    await denis.getByText(/entreprises prévenues à la publication/).waitFor()
  })

  test('is asked about by a firm, and answered to all', async () => {
    await firm.goto('/firm/tenders')
    await firm.getByRole('link', { name: 'Toutes les consultations publiées' }).click()
    await firm.getByRole('link', { name: 'Masque chirurgical de type IIR' }).click()
    await firm.getByLabel('Poser une question').fill('Quelle boîte ?')
    await firm.getByRole('button', { name: 'Envoyer la question' }).click()
    await denis.getByText('Quelle boîte ?').waitFor()
    await denis.getByLabel('Votre réponse, à tous').fill('Cinquante pièces.')
    await denis.getByRole('button', { name: 'Répondre à tous' }).click()
    await firm.getByText('Cinquante pièces.').waitFor()
  })

  test('is answered by a firm alone, under seal', async () => {
    await firm.getByRole('button', { name: 'Préparer une offre' }).click()
    await firm.getByRole('button', { name: 'Sceller et envoyer' }).click()
    await firm.getByRole('alert').getByText('Cette déclaration est nécessaire.').waitFor()
    await firm.getByRole('button', { name: 'Annuler' }).click()
    await seal(firm, '87,50')
    const digest = await firm.getByText(/^[0-9a-f]{64}$/).innerText()
    await firm.getByRole('button', { name: 'Rouvrir avec mon code' }).click()
    await firm.getByLabel('Code de votre offre').fill(CODE)
    await firm.getByRole('button', { name: 'Rouvrir avec mon code' }).click()
    await firm.getByText(/Total du lot.*52\s500\s€/).waitFor()
    await denis.reload()
    await denis.getByText('Cinquante pièces.').waitFor()
    const seen = await denis.getByRole('main').innerText()
    expect(seen).not.toContain(digest)
    expect(seen).not.toContain('Tissages du Touyre')
  })

  test('is answered by a group, once its partner has consented', async () => {
    await masks.goto(`/groups/new?tender=${tenderId()}`)
    await choose(masks, 'Ajouter une entreprise ou un laboratoire', 'spunbond', 'Spunbond Méditerranée')
    const member = (name: string) => masks.getByRole('group', { name })
    await member('Masques du Midi').getByLabel('Part').fill('60')
    await member('Spunbond Méditerranée').getByLabel('Part').fill('30')
    await masks.getByRole('button', { name: 'Inviter les membres' }).click()
    await masks.getByRole('alert').first().waitFor()
    await member('Spunbond Méditerranée').getByLabel('Part').fill('40')
    await masks.getByRole('button', { name: 'Inviter les membres' }).click()
    await masks.waitForURL(/\/groups\/[0-9a-f-]{36}$/)
    group = masks.url()
    await masks.getByText('L’offre se scelle quand chaque cotraitant est d’accord.').waitFor()
    await spunbond.goto('/firm/tenders')
    await spunbond.goto(group)
    await spunbond.getByLabel('Un code pour relire votre prix').fill(CODE)
    await spunbond.getByRole('button', { name: 'Consentir' }).click()
    await spunbond.getByText('Vous êtes d’accord avec cette composition.').waitFor()
    // Its price goes to the lead under seal, who takes it into the offer and keeps what is left.
    await masks.getByLabel('Votre code pour les prix').fill(CODE)
    await masks.getByRole('button', { name: 'Demander les prix' }).click()
    await spunbond.getByLabel(/^Votre prix hors taxes/).fill('19680')
    await spunbond.getByRole('button', { name: 'Sceller et envoyer au mandataire' }).click()
    await spunbond.getByText(/^Empreinte SHA-256/).waitFor()
    await masks.getByLabel('Votre code pour les prix').fill(CODE)
    await masks.getByRole('button', { name: 'Ouvrir les prix' }).click()
    await masks.getByText(/Lot 1\s: 19\s680/).waitFor()
    await seal(masks, '82')
  })

  test('is answered by a second group, with a member of the first, who is told what the law forbids', async () => {
    await hygiene.goto(`/groups/new?tender=${tenderId()}`)
    await choose(hygiene, 'Add a firm or a laboratory', 'spunbond', 'Spunbond Méditerranée')
    for (const [name, share] of [
      ['Hygiène Garonne', '70'],
      ['Spunbond Méditerranée', '30'],
    ] as const)
      await hygiene.getByRole('group', { name }).getByLabel('Share').fill(share)
    await hygiene.getByRole('button', { name: 'Ask the members' }).click()
    await hygiene.waitForURL(/\/groups\/[0-9a-f-]{36}$/)
    await spunbond.goto(hygiene.url())
    await spunbond.getByText(/Vous êtes déjà dans 1 autre réponse/).waitFor()
    await spunbond.getByLabel('Un code pour relire votre prix').fill('un autre code, 1801')
    await spunbond.getByRole('button', { name: 'Consentir' }).click()
    await spunbond.getByText('Vous êtes d’accord avec cette composition.').waitFor()
    await hygiene.getByRole('button', { name: 'Prepare an offer' }).click()
    await hygiene
      .getByLabel(/^Price for 1/)
      .first()
      .fill('79')
    await hygiene.getByRole('button', { name: 'The first price for all lines' }).click()
    const shareOut = hygiene.getByRole('button', { name: 'Share out by the shares' })
    if (await shareOut.isVisible()) await shareOut.click()
    await hygiene.getByLabel('Code of your offer').fill(CODE)
    await hygiene.getByLabel(/^I declare/).check()
    await hygiene.getByRole('button', { name: 'Seal and send' }).click()
    await hygiene.getByText('Offer sealed', { exact: true }).waitFor()
    // In each group it reads its own part, and nothing of the other.
    await spunbond.reload()
    await spunbond.getByLabel('Le code choisi en consentant').fill('un autre code, 1801')
    await spunbond.getByRole('button', { name: 'Ouvrir', exact: true }).click()
    await spunbond.getByText(/Lot 1\s: 14\s220/).waitFor()
    const seen = await spunbond.getByRole('main').innerText()
    expect(seen).toContain('Hygiène Garonne')
    expect(seen).not.toMatch(/Masques du Midi|47\s400|49\s200|19\s680/)
  })

  test('is opened by both holders after the deadline: three offers, each with its bidder', async () => {
    await passTheDeadline()
    await denis.reload()
    await denis.getByLabel('Votre phrase secrète').fill(PHRASES.claire)
    await denis.getByRole('button', { name: 'Donner ma part' }).click()
    await denis.getByText('Votre part est donnée.').first().waitFor()
    await claire.goto(address)
    await claire.getByLabel('Your passphrase').fill(PHRASES.denis)
    await claire.getByRole('button', { name: 'Give my part' }).click()
    const table = claire.getByRole('table', { name: /^Offers for lot 1/ })
    await table.getByText('€47,400').waitFor()
    expect(await table.getByRole('row').allInnerTexts()).toEqual([
      expect.stringContaining('Firm'),
      expect.stringMatching(/Hygiène Garonne.*€0\.079.*47,400/s),
      expect.stringMatching(/Masques du Midi.*49,200/s),
      expect.stringMatching(/Tissages du Touyre.*52,500/s),
    ])
  })

  test('is judged, marked and awarded to the best in all, and its contract concluded', async () => {
    await claire.goto(`${address}/evaluation`)
    for (const [bidder, mark] of [
      ['Hygiène Garonne', '40'],
      ['Masques du Midi', '90'],
      ['Tissages du Touyre', '70'],
    ] as const) {
      const heading = claire.getByRole('heading', { name: bidder })
      const card = claire.locator('section').filter({ has: heading }).last()
      await card.getByLabel('This offer is').selectOption({ label: 'Regular' })
      const answered = (part: string) => claire.waitForResponse(response => response.url().endsWith(part))
      await Promise.all([
        answered('/judgement'),
        card.getByRole('button', { name: 'Save the verdict' }).click(),
      ])
      await card.getByLabel(/^Environnement \(40/).fill(mark)
      await card.getByLabel(/^Justification/).fill(`Emballages : ${mark}.`)
      await Promise.all([answered('/marks'), card.getByRole('button', { name: 'Save the marks' }).click()])
    }
    const heading = claire.getByRole('heading', { name: /^Candidacy of Masques du Midi/ })
    const candidacy = claire.locator('section').filter({ has: heading }).last()
    // Its own, and that of its partner.
    for (const at of [0, 1]) {
      await candidacy.getByLabel('This candidacy is').nth(at).selectOption({ label: 'Admitted' })
      await Promise.all([
        claire.waitForResponse(response => response.url().includes('/candidacies/')),
        candidacy.getByRole('button', { name: 'Save the verdict' }).nth(at).click(),
      ])
    }
    await claire.getByLabel(/^Lot 1, Masques du Midi.*: why/).fill('The least packaging.')
    await claire.getByRole('button', { name: 'Award and send the letters' }).click()
    await claire.getByRole('dialog').getByRole('button', { name: 'Award and send the letters' }).click()
    await claire.getByText('Awarded: the letters have left').waitFor()
    await firm.reload()
    await firm.getByText(/Attributaire\s: Masques du Midi/).waitFor()
    await claire.getByRole('button', { name: 'Conclude the contracts' }).click()
    await claire.getByRole('link', { name: 'See the contract' }).click()
    await claire.waitForURL(/\/buyer\/contracts\/[0-9a-f-]{36}$/)
    contract = claire.url().split('/').at(-1) ?? ''
    await claire.getByText('Spunbond Méditerranée', { exact: true }).waitFor()
  })

  test('is delivered in three lots; one is refused by sampling, goes back and is replaced; then all is closed', async () => {
    await masks.goto(`/firm/contracts/${contract}`)
    const announce = async (line: number, batch: string) => {
      const heading = masks.getByRole('heading', { name: /200\s000 pièces/ })
      const card = masks.locator('section').filter({ has: heading }).nth(line)
      await card.getByRole('button', { name: /^Annoncer une livraison/ }).click()
      await card.getByLabel('Votre numéro de lot').fill(batch)
      await card.getByRole('button', { name: 'Annoncer une livraison', exact: true }).click()
      await card.getByRole('heading', { name: `lot ${batch}` }).waitFor()
    }
    /** The buyer counts a lot and inspects it; so many major defects are found. */
    const inspect = async (batch: string, major: number) => {
      await denis.goto(`/buyer/contracts/${contract}`)
      const lot = denis.getByRole('article').filter({ hasText: `lot ${batch}` })
      await lot.getByRole('button', { name: 'Réceptionner' }).click()
      await lot.getByRole('button', { name: 'Réceptionner' }).click()
      await lot.getByRole('button', { name: 'Contrôler' }).click()
      await lot.getByLabel('Défauts majeurs').fill(String(major))
      await lot.getByRole('button', { name: 'Enregistrer le contrôle' }).click()
      await lot.getByText(major > 0 ? 'Refusée' : 'Acceptée', { exact: true }).waitFor()
      return lot
    }
    await announce(0, 'M-1')
    await inspect('M-1', 0)
    await masks.reload()
    await announce(1, 'M-2')
    const refused = await inspect('M-2', 90)
    await refused.getByRole('button', { name: 'Noter le retour' }).click()
    await refused.getByText('Repartie', { exact: true }).waitFor()
    await masks.reload()
    await announce(1, 'M-2b')
    await (await inspect('M-2b', 0)).getByText('remplace la livraison n° 2').waitFor()
    await masks.reload()
    await announce(2, 'M-3')
    await inspect('M-3', 0)
    await denis.getByText('Soldé', { exact: true }).waitFor()
    await claire.reload()
    await claire.getByText('Closed', { exact: true }).waitFor()
    await claire.getByText('Sent back', { exact: true }).waitFor()
  })
})
