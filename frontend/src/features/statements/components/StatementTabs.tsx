import { Tabs } from '@mantine/core'
import { useDeferredValue, type ReactNode } from 'react'
import { StatementDiff } from '@/components/diff/StatementDiff'
import { exactTime } from '@/lib/time'
import type { Statement } from '../texts'

export type StatementTab = 'differences' | 'history'

interface StatementTabsProps {
  statement: Statement
  /** As it stands here now, saved or not. */
  text: string
  tab: StatementTab | undefined
  onTab: (tab: StatementTab | undefined) => void
  history: ReactNode
  /** The text itself; it stays as it is while another tab is looked at. */
  children: ReactNode
}

/** The text, what differs from ServiceNow, and what happened before. */
export function StatementTabs({ statement, text, tab, onTab, history, children }: StatementTabsProps) {
  const shownText = useDeferredValue(text)
  const { updated_by, updated_on } = statement.servicenow_version
  return (
    <Tabs
      value={tab ?? 'text'}
      // The other way of hiding would destroy the editor, with its undo steps.
      keepMountedMode="display-none"
      onChange={(value) => onTab(value === 'differences' || value === 'history' ? value : undefined)}
    >
      <Tabs.List mb="md">
        <Tabs.Tab value="text">Text</Tabs.Tab>
        <Tabs.Tab value="differences">Differences</Tabs.Tab>
        <Tabs.Tab value="history">History</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="text">{children}</Tabs.Panel>
      <Tabs.Panel value="differences">
        {tab === 'differences' && (
          <StatementDiff
            original={statement.content}
            modified={shownText}
            originalLabel={`ServiceNow, as last read: ${updated_by}, ${exactTime(updated_on)}`}
            modifiedLabel="The text here"
          />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="history">{tab === 'history' && history}</Tabs.Panel>
    </Tabs>
  )
}
