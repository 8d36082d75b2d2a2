"""What a browser adds to the table of places: a filter, and sorting by what does not rank anybody."""

from __future__ import annotations

from typing import Final

SCRIPT: Final = """
(function(){"use strict";
document.querySelectorAll("table.places").forEach(function(table){
 var body=table.tBodies[0],rows=Array.from(body.rows),frame=table.parentNode;
 var label=document.createElement("label"),input=document.createElement("input"),told=document.createElement("span");
 label.textContent="Show only places with ";input.type="search";told.setAttribute("role","status");
 label.appendChild(input);
 var line=document.createElement("p");line.className="filter";line.append(label," ",told);frame.before(line);
 input.addEventListener("input",function(){
  var wanted=input.value.toLowerCase(),shown=0;
  rows.forEach(function(row){row.hidden=row.textContent.toLowerCase().indexOf(wanted)<0;if(!row.hidden)shown+=1;});
  told.textContent=shown+" of "+rows.length+" places shown";});
 Array.from(table.tHead.rows[0].cells).forEach(function(head,column){
  if(!head.dataset.sort)return;
  var button=document.createElement("button");button.type="button";button.textContent=head.textContent;
  head.textContent="";head.appendChild(button);
  if(column===0)head.setAttribute("aria-sort","ascending");
  button.addEventListener("click",function(){
   var down=head.getAttribute("aria-sort")==="ascending";
   Array.from(table.tHead.rows[0].cells).forEach(function(other){other.removeAttribute("aria-sort");});
   head.setAttribute("aria-sort",down?"descending":"ascending");
   told.textContent="Sorted by "+button.textContent+(down?", from the end":"");
   rows.sort(function(a,b){var order=a.cells[column].textContent.localeCompare(b.cells[column].textContent);
    return down?-order:order;});
   rows.forEach(function(row){body.appendChild(row);});});});});
})();
"""
"""Nothing of a place is ever read as HTML by it: it moves rows and reads their text."""
