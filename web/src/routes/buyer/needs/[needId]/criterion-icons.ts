import type { CriterionId } from '@maillage/matching/match.ts'
import BadgeCheck from '@lucide/svelte/icons/badge-check'
import Coins from '@lucide/svelte/icons/coins'
import Gauge from '@lucide/svelte/icons/gauge'
import Hand from '@lucide/svelte/icons/hand'
import Leaf from '@lucide/svelte/icons/leaf'
import MapPin from '@lucide/svelte/icons/map-pin'
import Puzzle from '@lucide/svelte/icons/puzzle'
import ShieldCheck from '@lucide/svelte/icons/shield-check'
import Timer from '@lucide/svelte/icons/timer'
import Users from '@lucide/svelte/icons/users'
import type { Component } from 'svelte'

/** The picture of each criterion, the same on its slider, its bar and its sentence. */
export const criterionIcons: Record<CriterionId, Component> = {
  coverage: Puzzle,
  capacity: Gauge,
  'lead-time': Timer,
  compliance: ShieldCheck,
  'know-how': Hand,
  proximity: MapPin,
  jobs: Users,
  sustainability: Leaf,
  reliability: BadgeCheck,
  cost: Coins,
}
