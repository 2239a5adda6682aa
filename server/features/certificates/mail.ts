import type { Text } from '@maillage/matching/catalogue.ts'
import { day } from '@maillage/matching/words/typography.ts'
import { letter, type Mail } from '../mail/words.ts'

/** To a firm: what the operator decided about a certificate it had sent. */
export function certificateChecked(checked: {
  name: Text
  decision: 'verified' | 'refused'
  until: string | null
  reason: string | null
  link: string
}): Mail {
  const { name, decision, until, reason, link } = checked
  const verified = decision === 'verified'
  return {
    fr: {
      subject: verified ? `Certificat vérifié\u00a0: ${name.fr}` : `Certificat refusé\u00a0: ${name.fr}`,
      body: letter(
        'Bonjour,',
        verified
          ? `L’opérateur régional a vérifié votre certificat ${name.fr}${until === null ? '' : `, jusqu’au ${day(until, 'fr')}`}. Tous les acheteurs le voient comme vérifié\u00a0: vous n’avez plus à le leur prouver un par un.`
          : `L’opérateur régional n’a pas pu vérifier votre certificat ${name.fr}. Son motif\u00a0:\n${reason ?? ''}`,
        `${verified ? 'Le voir' : 'Le compléter, et l’envoyer de nouveau'}\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: verified ? `Certificate verified: ${name.en}` : `Certificate refused: ${name.en}`,
      body: letter(
        'Hello,',
        verified
          ? `The regional operator has verified your certificate ${name.en}${until === null ? '' : `, until ${day(until, 'en')}`}. All buyers see it as verified: you no longer have to prove it to each of them.`
          : `The regional operator could not verify your certificate ${name.en}. The reason:\n${reason ?? ''}`,
        `${verified ? 'See it' : 'Complete it, and send it again'}:\n${link}`,
      ),
    },
  }
}

/** To a firm: a certificate ends soon. */
export function certificateEnds(ending: {
  name: Text
  validUntil: string
  days: number
  link: string
}): Mail {
  const { name, validUntil, days, link } = ending
  return {
    fr: {
      subject: `Dans ${days} jours ou moins\u00a0: fin de votre certificat ${name.fr}`,
      body: letter(
        'Bonjour,',
        `Votre certificat ${name.fr} est valable jusqu’au ${day(validUntil, 'fr')}. Après, il ne compte plus pour les besoins qui le demandent.`,
        `Une fois renouvelé, dites sa nouvelle date et envoyez le document\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: `In ${days} days or less: end of your certificate ${name.en}`,
      body: letter(
        'Hello,',
        `Your certificate ${name.en} is valid until ${day(validUntil, 'en')}. After that it no longer counts for the needs that ask for it.`,
        `Once it is renewed, give its new date and send the document:\n${link}`,
      ),
    },
  }
}
