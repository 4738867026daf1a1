//! What the program and the Python package show to people (feature `page`): the page, what explains an item, the words of both in Chinese and in
//! English. No part of the interface: it may change at any time.
#![allow(missing_docs)]

pub mod columns;
pub mod explain;
pub mod grid;
pub mod html;
pub mod lang;
pub mod screen;
pub mod table;
pub mod whole;
