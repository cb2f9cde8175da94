import { Fragment, Slice } from '@tiptap/pm/model'
import { describe, expect, test } from 'vitest'
import { obstacleOf } from './checkFidelity'
import { LoadedText } from './serialiseText'

const KEPT = [
  '<p>Plain.</p>\n<p>Two, with <b>bold</b>, <i>italic</i>, <u>under</u>, <s>s</s>, H<sub>2</sub>O and <code>a<b>b</b></code>.</p>',
  '<h3>Part a</h3>\n<p>See <a href="https://example.test/a?b=1&amp;c=2" target="_blank" rel="noopener">this</a>.</p>',
  '<p>See <a href="https://example.test/policy">the policy</a>.</p>',
  '<ul>\n<li>one</li>\n<li>two\n<ol start="3" type="a"><li><p>deep</p></li></ol></li>\n</ul>',
  '<table>\n<thead><tr><th>A</th><th>B</th></tr></thead>\n<tbody>\n<tr><td colspan="2" style="text-align: right">x</td></tr></tbody></table>',
  '<table border="1"><colgroup><col style="width: 20%"><col></colgroup><tbody><tr><td>a</td><td></td></tr></tbody></table>',
  '<p style="margin-left: 40px" class="MsoNormal"><span style="font-weight: bold; color: red">red <kbd>X</kbd></span></p>',
  '<div class="part">loose <b>text</b><ul><li>one</li></ul></div>',
  '<blockquote><p>Quoted</p></blockquote><hr><pre>a\n  b</pre>',
  '<p>40&nbsp;cm &ldquo;doubtful&rdquo; &ndash; &amp;lt; R&amp;D</p><p></p><p>a<br>b<br /></p>',
  '<p data-kept="{" data-tag="x" data-section="y">Held</p><div data-tag="table">box</div>',
  '<p>See <img src="/sys_attachment.do?sys_id=1" alt="plan"> and <a name="b"></a><a name="c">part</a>.</p>',
  '<p>a</p><!-- reviewed by Ana --><ul><!-- x --><li>one</li></ul>',
  '<p><mark>m</mark><font color="red" face="Arial">f</font></p><center><p>c</p></center>',
  '<details open><summary>Word</summary><p>Meaning</p></details>',
  '<dl><dt>Word</dt><dd>Meaning</dd></dl>',
  '<table bgcolor="#eee"><caption>Ports</caption><thead class="h"><tr bgcolor="red"><th>1</th></tr></thead></table>',
  '<ol start="5" type="a"><li value="7">x</li></ol>',
  '<p onclick="x()">a<script>x()</script></p><iframe src="https://example.test"></iframe>',
  'Loose text with <b>bold</b><br>and a break <ul><li>one</li></ul>',
]

test.each(KEPT)('keeps all of %s', (html) => {
  expect(obstacleOf(html)).toBeNull()
})

test.each([
  ['<p>If x<y then lock; use <redacted> placeholder.</p>', '<redacted>'],
  ['<p>a <!b</p>', '<!b'],
  ['<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>', 'missing cells'],
  ['<p>a</p>'.repeat(12_000), 'long'],
  ['<div>'.repeat(200), 'deep'],
])('says why it cannot show %s', (html, word) => {
  expect(JSON.stringify(obstacleOf(html))).toContain(word)
})

describe('writing an edited text', () => {
  test.each(KEPT)('gives back the very text when nothing was edited: %s', (html) => {
    const loaded = new LoadedText(html)
    expect(loaded.write(loaded.doc)).toBe(html)
  })

  test('leaves the blocks that were not edited letter for letter', () => {
    const html =
      '<h3>Part a</h3>\n\n<p class=x>One &ndash; &quot;two&quot;.</p>\n\n<p>Three</p>\n\n<ul>\n <li>one</li></ul> \n'
    const loaded = new LoadedText(html)
    const edited = loaded.doc.replace(
      blockStart(loaded, 2) + 1,
      blockStart(loaded, 2) + 6,
      new LoadedText('<p>3 &amp; 4</p>').doc.slice(1, 6),
    )
    expect(loaded.write(edited)).toBe(html.replace('Three', '3 &amp; 4'))
  })

  test.each([
    ['entities', '<p>R&#38;D &ldquo;one&rdquo;, word&nbsp;&ndash; x.</p>'],
    ['attributes', `<p class=x style='Color:red' id="a">word</p>`],
    ['what is not closed', '<ul>\n<li>one\n<li>word\n</ul>'],
    ['loose text', 'Loose <b>one</b><br/>\nword &amp; more\n'],
    ['comments', '<p>a <!-- seen --> word</p><!-- end -->'],
    ['pictures', '<p><img src=/sys_attachment.do?sys_id=1 ALT="plan"> word</p>'],
    ['what is outdated', '<center><FONT color=red>word</FONT><a name=x></a></center>'],
    ['details', '<details open><summary>One</summary>\n<p>word</p></details>'],
    ['a description list', '<dl>\n<dt>One<dd>word</dl>'],
    ['tables', '<table bgcolor=red>\n<caption>C</caption><tr valign=top><td width=5>word</td></tr></table>'],
    ['Office', '<p class=MsoNormal>word<o:p></o:p></p>'],
    ['preformatted text', '<pre>a\n  b  word\n</pre>'],
    ['a word processor’s list', '<ol type=a start=3><li value=7>word</li></ol>'],
    ['one box around all', '<div class="t">\n<p>&eacute;</p>\n<div><p>word</p></div>&nbsp;\n</div>\n'],
    ['what a text has no words for', '<p data-kept="{">word</p>'],
  ])('changes one word and no other byte: %s', (_, html) => {
    const loaded = new LoadedText(html)
    expect(obstacleOf(html)).toBeNull()
    expect(loaded.write(withWord(loaded, 'word', 'changed & more'))).toBe(
      html.replace('word', 'changed &amp; more'),
    )
  })

  test('edits in many places leave the rest alone', () => {
    const html =
      '<p class=x>One &ndash; two.</p>\n<p>Three &quot;four&quot;.</p><!-- c -->\n<p id=z>Five.</p>'
    const loaded = new LoadedText(html)
    const edited = withWord(loaded, 'two', 'too')
    expect(loaded.write(withWord(loaded, 'Five', '5', edited))).toBe(
      html.replace('two', 'too').replace('Five', '5'),
    )
  })

  test('a picture that is deleted is gone, and its neighbours stay as they were', () => {
    const html = '<p>One &ndash; <img src="a.png"> two</p>'
    const loaded = new LoadedText(html)
    const edited = loaded.doc.replace(7, 8, Slice.empty)
    expect(loaded.write(edited)).toBe('<p>One &ndash; two</p>')
  })

  test('writes an edited list the way the text writes lists', () => {
    for (const html of [
      '<ul><li>one</li><li>two</li></ul>',
      '<ul><li><p>one</p></li><li><p>two</p></li></ul>',
    ]) {
      const loaded = new LoadedText(html)
      const edited = loaded.doc.replace(3, 6, new LoadedText('<p>six</p>').doc.slice(1, 4))
      expect(loaded.write(edited)).toBe(html.replace('one', 'six'))
    }
  })
})

function blockStart({ doc }: LoadedText, index: number): number {
  let start = 0
  for (let before = 0; before < index; before++) start += doc.child(before).nodeSize
  return start
}

/** The text with one word replaced. */
function withWord(loaded: LoadedText, word: string, by: string, doc = loaded.doc) {
  let found = -1
  doc.descendants((node, position) => {
    const index = node.isText ? (node.text ?? '').indexOf(word) : -1
    if (index >= 0) found = position + index
  })
  const marks = doc.resolve(found + 1).marks()
  const text = Fragment.from(doc.type.schema.text(by, marks))
  return doc.replace(found, found + word.length, new Slice(text, 0, 0))
}
