import { describe, expect, test } from 'vitest'
import { whatRichTextWouldLose } from './checkFidelity'
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
  'Loose text with <b>bold</b><br>and a break <ul><li>one</li></ul>',
]

test.each(KEPT)('keeps all of %s', (html) => {
  expect(whatRichTextWouldLose(html)).toEqual([])
})

test.each([
  ['<p>a<img src="x.png" alt="plan"></p>', 'img'],
  ['<p>a</p><!-- reviewed by Ana -->', 'comment'],
  ['<p><a href="javascript:alert(1)">a</a></p>', 'javascript'],
  ['<table><caption>Ports</caption><tbody><tr><td>1</td></tr></tbody></table>', 'caption'],
  ['<dl><dt>Word</dt><dd>Meaning</dd></dl>', 'dl'],
  ['<iframe src="https://example.test"></iframe><p>a</p>', 'iframe'],
  ['<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>', 'missing cells'],
  ['<p><a id="part-b"></a>Part b</p>', 'part-b'],
])('says what would be lost of %s', (html, word) => {
  expect(whatRichTextWouldLose(html).join(' ')).toContain(word)
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
