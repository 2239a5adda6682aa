import { setTimeout as sleep } from 'node:timers/promises'

/** Between two rankings others have their turn for so long: a server that only ranks would refuse them as overloaded. */
const PAUSE_MILLISECONDS = 25

/** Lets everybody else have their turn: awaited between two rankings, each of which holds the server up. */
export const giveTurn = () => sleep(PAUSE_MILLISECONDS)
