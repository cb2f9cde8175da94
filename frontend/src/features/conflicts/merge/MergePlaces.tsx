import { Button, Text } from '@mantine/core'
import { changeOf } from '@/components/diff/changeOf'
import { ChangedPassage } from '@/components/diff/ChangedPassage'
import { StatusBadge } from '@/components/StatusBadge'
import { useTextFormat, type TextFormat } from '@/lib/texts/format'
import type { ConflictCheck } from '../types'
import styles from './MergePlaces.module.css'
import { sideTaken, type Place, type Side } from './places'
import type { Merge } from './useMerge'

const CHANGED_BY: Record<Place['changedBy'], string> = {
  local: 'Changed here only',
  remote: 'Changed in ServiceNow only',
  both: 'Both changed this',
}

interface MergePlacesProps {
  merge: Merge
  check: ConflictCheck
  isLocked: boolean
  onChoose: (place: number, side: Side) => void
}

/** Every place that a side changed, against the base, with the text to take. */
export function MergePlaces({ merge, check, isLocked, onChoose }: MergePlacesProps) {
  const format = useTextFormat() ?? 'html'
  if (merge.isBehind) return null
  return (
    <ol className={styles.places} aria-label="Changes of both sides">
      {merge.places.map((place, index) => (
        <li key={index} className={styles.place}>
          <PlaceHead place={place} number={index + 1} isOpen={isUndecided(place, merge.choices[index])} />
          {sidesOf(place).map((side) => (
            <SideOfPlace
              key={side}
              place={place}
              side={side}
              name={nameOf(side, check)}
              number={index + 1}
              format={format}
              isTaken={sideTaken(place, merge.choices[index]) === side}
              isLocked={isLocked}
              onTake={() => onChoose(index, side)}
            />
          ))}
        </li>
      ))}
    </ol>
  )
}

function PlaceHead({ place, number, isOpen }: { place: Place; number: number; isOpen: boolean }) {
  return (
    <div className={styles.head}>
      <Text size="sm" fw={600}>
        {number}. {CHANGED_BY[place.changedBy]}
      </Text>
      {isOpen && <StatusBadge tone="warning" label="Choose one" />}
    </div>
  )
}

interface SideOfPlaceProps {
  place: Place
  side: Side
  name: string
  number: number
  format: TextFormat
  isTaken: boolean
  isLocked: boolean
  onTake: () => void
}

function SideOfPlace(props: SideOfPlaceProps) {
  const { place, side, name, number, format, isTaken, isLocked, onTake } = props
  const label = isTaken ? 'Taken' : 'Take this one'
  return (
    <div className={styles.side} data-taken={isTaken || undefined}>
      <div className={styles.text}>
        <Text size="xs" c="dimmed">
          {name}
        </Text>
        {side === 'base' ? <BaseText place={place} format={format} /> : <SideText {...props} />}
      </div>
      <Button
        size="compact-xs"
        variant={isTaken ? 'filled' : 'default'}
        aria-pressed={isTaken}
        aria-label={`${label}: ${name}, change ${number}`}
        disabled={isLocked}
        onClick={onTake}
      >
        {label}
      </Button>
    </div>
  )
}

function SideText({ place, side, format }: Pick<SideOfPlaceProps, 'place' | 'side' | 'format'>) {
  const around = (text: string) => place.before + text + place.after
  return <ChangedPassage change={changeOf(around(place.base), around(place[side]), format)} lines={6} />
}

function BaseText({ place, format }: Pick<SideOfPlaceProps, 'place' | 'format'>) {
  const { passage } = changeOf('', place.base, format)
  const words = passage.map(({ text }) => text).join('')
  return (
    <Text size="sm" lineClamp={3}>
      {words === '' ? 'Nothing stood here.' : words}
    </Text>
  )
}

export function isUndecided(place: Place, choice: Side | undefined): boolean {
  return place.changedBy === 'both' && choice === undefined
}

function sidesOf({ changedBy }: Place): Side[] {
  return changedBy === 'both' ? ['base', 'local', 'remote'] : ['base', changedBy]
}

function nameOf(side: Side, { remote_updated_by }: ConflictCheck): string {
  if (side === 'base') return 'Base'
  if (side === 'local') return 'Local text'
  return remote_updated_by ? `ServiceNow, ${remote_updated_by}` : 'ServiceNow'
}
