import { Kbd, Modal, Table } from '@mantine/core'

const KEYS: [keys: string[], what: string][] = [
  [['?'], 'This list'],
  [['Ctrl', 'Enter'], 'Continue, or confirm the push'],
  [['↑ ↓'], 'From row to row of a list; Home and End to its ends'],
  [['← →'], 'Between the controls of a row'],
  [['Shift', 'Space'], 'Select all rows from the one before'],
  [['N'], 'The next difference; in a review, of the next statement too. P: the one before'],
  [['R'], 'In a review: reviewed, and on to the next. J and K: next and previous, X: leave out'],
  [['Ctrl', 'S'], 'Save the statement now'],
  [['Esc'], 'Close what lies above the page'],
]

/** Which keys there are beside those of the browser. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Table>
        <Table.Tbody>
          {KEYS.map(([keys, what]) => (
            <Table.Tr key={what}>
              <Table.Th scope="row" style={{ whiteSpace: 'nowrap' }}>
                {keys.map((key, index) => (
                  <span key={key}>
                    {index > 0 && ' + '}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </Table.Th>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
