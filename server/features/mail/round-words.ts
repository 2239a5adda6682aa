import { parisMoment } from '../../paris-date.ts'
import { letter, type Mail } from './words.ts'

/** To all who are invited to a round of negotiation, in one text and at one instant. */
export function roundInvited(said: {
  buyer: string
  title: string
  points: string
  deadline: string
  link: string
}): Mail {
  const { buyer, title, points, deadline, link } = said
  return {
    fr: {
      subject: `Négociation\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `${buyer} vous invite à négocier votre offre pour la consultation «\u00a0${title}\u00a0». Les points à négocier, les mêmes pour tous\u00a0:\n${points}`,
        `Scellez une nouvelle offre avant le ${parisMoment(deadline, 'fr')} (heure de Paris). Sans nouvelle offre, celle que vous avez remise reste la vôtre.\n${link}`,
        'Ce message est le même pour toutes les entreprises invitées, et part au même instant.',
      ),
    },
    en: {
      subject: `Negotiation: ${title}`,
      body: letter(
        'Hello,',
        `${buyer} invites you to negotiate your offer to the tender “${title}”. The points to negotiate, the same for all:\n${points}`,
        `Seal a new offer before ${parisMoment(deadline, 'en')} (Paris time). Without a new one, the offer you have made stays yours.\n${link}`,
        'This message is the same for all firms invited, and is sent at the same instant.',
      ),
    },
  }
}

/** To all who are invited to a round: it has more time, and why. */
export function roundExtended(said: { title: string; reason: string; deadline: string; link: string }): Mail {
  const { title, reason, deadline, link } = said
  return {
    fr: {
      subject: `Négociation, délai prolongé\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `Le délai de la négociation «\u00a0${title}\u00a0» est prolongé jusqu’au ${parisMoment(deadline, 'fr')} (heure de Paris)\u00a0:\n${reason}`,
        link,
      ),
    },
    en: {
      subject: `Negotiation, time extended: ${title}`,
      body: letter(
        'Hello,',
        `The time of the negotiation “${title}” is extended until ${parisMoment(deadline, 'en')} (Paris time):\n${reason}`,
        link,
      ),
    },
  }
}
