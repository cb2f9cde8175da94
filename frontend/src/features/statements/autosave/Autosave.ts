import { asProblem, type ApiProblem } from '@/lib/problem'
import type { TextFormat } from '@/lib/texts/format'
import { sameText } from '@/lib/texts/sameText'
import { byteLength, isBlank, MAX_BYTES, shownText, type Statement } from '../texts'
import type { Draft, DraftStore } from './drafts'

const PAUSE = 1500
const RETRY_AFTER = [2_000, 5_000, 10_000, 30_000] as const

export type SaveStatus =
  | { kind: 'saved'; at: Date | null }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  /** It will be tried again by itself. */
  | { kind: 'waiting'; problem: ApiProblem }
  | { kind: 'refused'; problem: ApiProblem }
  | { kind: 'held'; reason: 'empty' | 'too_long' | 'taken_out' }
  | { kind: 'stale'; theirs: Statement }

export interface AutosaveState {
  text: string
  status: SaveStatus
  /** Goes up when `text` was put there by somebody else than the editor, which then has to load it. */
  loads: number
  /** What saving took out of the text; until that is confirmed or undone. */
  takenOut: TakenOut | null
  /** False when this browser could not keep the draft. */
  draftKept: boolean
}

export interface TakenOut {
  /** Each part in words. */
  parts: readonly string[]
  /** The text with them, and without. */
  typed: string
  left: string
  /** Whether the author has brought it back: it is not saved as long as the parts are in it. */
  broughtBack: boolean
}

interface AutosaveOptions {
  statement: Statement
  drafts: DraftStore
  save: (content: string, revision: number) => Promise<Statement>
  /** What saving would take out of a text, as far as it is known here. */
  takenOutOf: (text: string) => readonly string[]
  /** The statement as the server has it now. */
  onCurrent: (statement: Statement) => void
}

/**
 * Saves what is typed into one statement: one save at a time, always the latest text, each keystroke kept on this
 * device until the server has it. Nothing is sent that was not typed here.
 */
export class Autosave {
  private format: TextFormat = 'plain'
  private current: AutosaveState
  private saved: string
  private revision: number
  /** Sent, but no answer came: the server may have it. */
  private unconfirmed: string | null = null
  private savedAt: Date | null = null
  private running: Promise<void> | null = null
  private again = false
  /** What the server had taken out of the text at its last answer. */
  private sanitized: readonly string[]
  private failures = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = new Set<() => void>()
  private readonly options: AutosaveOptions

  constructor(options: AutosaveOptions) {
    this.options = options
    this.saved = shownText(options.statement)
    this.revision = options.statement.revision
    this.sanitized = options.statement.sanitized
    const status: SaveStatus = { kind: 'saved', at: null }
    this.current = { text: this.saved, status, loads: 0, takenOut: null, draftKept: true }
  }

  readonly state = (): AutosaveState => this.current

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** What the field holds. As long as it is not known, every character counts. */
  readonly setFormat = (format: TextFormat | undefined): void => {
    this.format = format ?? 'plain'
  }

  /** With an unconfirmed save the server may have another text than `saved`. */
  readonly isUnsaved = (): boolean => this.current.text !== this.saved || this.unconfirmed !== null

  /** The author typed. */
  readonly edit = (text: string): void => {
    if (text === this.current.text) return
    const draftKept = this.options.drafts.write(text, this.revision)
    this.set({ text, draftKept })
    this.forgetUndone()
    if (this.current.status.kind === 'stale') return
    if (!this.isUnsaved() && !this.running) {
      this.settle()
      return
    }
    this.failures = 0
    if (!this.running) this.set({ status: this.whyHeld() ?? { kind: 'unsaved' } })
    this.wake(PAUSE)
  }

  /** Saves now what is not saved yet; done when nothing is under way any more. */
  readonly flush = (): Promise<void> => {
    clearTimeout(this.timer)
    this.again = true
    this.running ??= this.run().finally(() => {
      this.running = null
      if (this.again && this.isDue()) void this.flush()
    })
    return this.running
  }

  /** Lets a save under way finish and starts no other. */
  async pause(): Promise<void> {
    clearTimeout(this.timer)
    this.again = false
    await this.running
    clearTimeout(this.timer)
  }

  /** The statement was read again. What is typed here and not saved yet stays; saving it finds the difference. */
  readonly adopt = (statement: Statement): void => {
    if (statement.revision <= this.revision || this.isUnsaved() || this.running) return
    this.load(statement)
  }

  /** Gives up what is typed here for the server's text. */
  readonly load = (statement: Statement): void => {
    this.options.drafts.clear(this.current.text)
    this.confirm(statement.revision, shownText(statement))
    this.savedAt = null
    this.replaceText(this.saved)
    this.settle()
  }

  /** Goes on with a draft of an earlier visit, on the revision that it was typed on. */
  readonly restore = (draft: Draft): void => {
    this.revision = draft.revision
    this.replaceText(draft.text)
    this.set({ status: this.whyHeld() ?? { kind: 'unsaved' } })
    void this.flush()
  }

  /** Settles a stale revision: saves the own text over the one that came between. */
  readonly keepMine = (): Promise<void> => {
    const { status, text } = this.current
    if (status.kind !== 'stale') return Promise.resolve()
    this.confirm(status.theirs.revision, shownText(status.theirs))
    this.options.drafts.write(text, this.revision)
    this.options.onCurrent(status.theirs)
    if (!this.isUnsaved()) {
      this.settle()
      return Promise.resolve()
    }
    this.set({ status: { kind: 'unsaved' } })
    return this.flush()
  }

  readonly takeTheirs = (): void => {
    if (this.current.status.kind !== 'stale') return
    const { theirs } = this.current.status
    this.load(theirs)
    this.options.onCurrent(theirs)
  }

  /** The text as it was typed, with what saving took out of it. */
  readonly bringBack = (): void => {
    const { takenOut } = this.current
    if (!takenOut || takenOut.broughtBack) return
    this.set({ takenOut: { ...takenOut, broughtBack: true } })
    this.options.drafts.write(takenOut.typed, this.revision)
    this.replaceText(takenOut.typed)
    if (this.current.status.kind !== 'stale') this.set({ status: this.whyHeld() ?? { kind: 'unsaved' } })
  }

  /** The author has read what is taken out, and is content with it. */
  readonly confirmTakenOut = (): void => {
    const isHeld = this.current.takenOut?.broughtBack
    this.set({ takenOut: null })
    if (isHeld) void this.flush()
  }

  /** Stops trying again by itself. The draft stays. */
  readonly stop = (): void => clearTimeout(this.timer)

  private async run(): Promise<void> {
    while (this.again && this.isDue()) {
      this.again = false
      const sent = this.current.text
      // Tried again, it stays what it is, not saved, until the server has it.
      if (this.current.status.kind !== 'waiting') this.set({ status: { kind: 'saving' } })
      try {
        this.accept(await this.options.save(sent, this.revision), sent)
      } catch (error) {
        this.fail(asProblem(error), sent)
      }
    }
  }

  private isDue(): boolean {
    return this.isUnsaved() && this.current.status.kind !== 'stale' && this.whyHeld() === null
  }

  private whyHeld(): SaveStatus | null {
    const { text, takenOut } = this.current
    if (isBlank(text, this.format)) return { kind: 'held', reason: 'empty' }
    if (byteLength(text) > MAX_BYTES) return { kind: 'held', reason: 'too_long' }
    return takenOut?.broughtBack ? { kind: 'held', reason: 'taken_out' } : null
  }

  private accept(statement: Statement, sent: string): void {
    this.confirm(statement.revision, sent)
    this.savedAt = new Date()
    this.options.drafts.clear(sent)
    this.options.onCurrent(statement)
    const known = this.sanitized
    this.sanitized = statement.sanitized
    // The statement names all that was taken out of its text; what the author has read needs no second notice.
    const isNew = statement.sanitized.some((part) => !known.includes(part))
    const isTakenOut = statement.sanitized.length > 0 && !sameText(sent, shownText(statement), this.format)
    if (isNew || isTakenOut) this.showTakenOut(statement, sent)
    // Saved back to the base, which has everything that was taken out before.
    else if (sent === statement.content) this.set({ takenOut: null })
    this.settle()
  }

  /** What is typed meanwhile still has it, and is cleaned at the next save. */
  private showTakenOut(statement: Statement, sent: string): void {
    const parts = [...new Set([...(this.current.takenOut?.parts ?? []), ...statement.sanitized])]
    if (!this.isUnsaved()) {
      this.saved = shownText(statement)
      this.replaceText(this.saved)
    }
    this.set({ takenOut: { parts, typed: sent, left: shownText(statement), broughtBack: false } })
  }

  /** The author has taken out of the text what could not be saved. */
  private forgetUndone(): void {
    const { text, takenOut } = this.current
    if (!takenOut?.broughtBack || text === takenOut.typed) return
    if (this.options.takenOutOf(text).length === 0) this.set({ takenOut: null })
  }

  private fail(problem: ApiProblem, sent: string): void {
    const theirs = problem.code === 'stale_revision' ? (problem.document.statement as Statement) : null
    if (theirs && this.isOurs(theirs, sent)) this.acceptLate(theirs)
    // Written at the same moment by something that left the text alone, such as a pull.
    else if (theirs?.revision === this.revision) this.again = true
    else if (theirs) this.set({ status: { kind: 'stale', theirs } })
    else if (problem.isTemporary || problem.status === 401) this.retryLater(problem, sent)
    else this.set({ status: { kind: 'refused', problem } })
  }

  /** The server spells entities and attributes in its own way. */
  private isOurs(statement: Statement, sent: string): boolean {
    return [sent, this.unconfirmed].some(
      (text) => text !== null && sameText(text, shownText(statement), this.format),
    )
  }

  private retryLater(problem: ApiProblem, sent: string): void {
    this.unconfirmed = sent
    this.set({ status: { kind: 'waiting', problem } })
    this.wake(RETRY_AFTER[Math.min(this.failures, RETRY_AFTER.length - 1)] ?? PAUSE)
    this.failures += 1
  }

  /** An earlier save of ours did arrive; only its answer was lost. */
  private acceptLate(statement: Statement): void {
    this.accept(statement, shownText(statement))
    this.again = true
  }

  private confirm(revision: number, text: string): void {
    this.revision = revision
    this.saved = text
    this.unconfirmed = null
    this.failures = 0
  }

  private settle(): void {
    if (this.isUnsaved()) {
      this.options.drafts.write(this.current.text, this.revision)
      this.set({ status: this.whyHeld() ?? { kind: 'unsaved' } })
      return
    }
    clearTimeout(this.timer)
    this.options.drafts.clear(this.current.text)
    this.set({ status: { kind: 'saved', at: this.savedAt } })
  }

  private replaceText(text: string): void {
    if (text !== this.current.text) this.set({ text, loads: this.current.loads + 1 })
  }

  private wake(delay: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), delay)
  }

  private set(changes: Partial<AutosaveState>): void {
    this.current = { ...this.current, ...changes }
    for (const listener of this.listeners) listener()
  }
}
