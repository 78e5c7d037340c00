import { layoutOf } from "../../chart/layout";
import { chartStyle, colours } from "../../chart/style";
import { svgOf } from "../../chart/svg";
import { treeOf } from "../../chart/tree";
import { drawnOf, wholeView } from "../../chart/view";
import type { Format } from "./format";

/** A picture of each org, one below the other. */
export const svg: Format = ({ orgs }, { depth }) => {
  let [width, height] = [0, 0];
  const pictures = orgs.map((org) => {
    const top = treeOf(org, []);
    const layout = layoutOf(drawnOf(top, wholeView(top, depth)));
    const picture = `<g transform="translate(0 ${height})">${svgOf(layout, { label: org.name, categories: [] })}</g>`;
    width = Math.max(width, layout.width);
    height += layout.height;
    return picture;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<style>${colours}${chartStyle}</style>
<rect class="paper" width="100%" height="100%"/>
${pictures.join("\n")}
</svg>
`;
};
