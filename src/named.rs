//! The names of the values of closed lists: `noun_before`. They are what serde writes, so that they stand in one place.

use std::fmt;

use serde::Serialize;
use serde::ser::{Error, Impossible, Serializer};

/// The name of a value of an enum without fields, as it stands in JSON.
pub(crate) fn name<T: Serialize>(value: &T) -> &'static str {
    // Only enums without fields are asked for their names, and a test asks every one of them.
    value.serialize(Namer).unwrap_or_default()
}

/// Gives a public enum without fields its name as text and in messages.
macro_rules! named {
    ($($of:ty),+ $(,)?) => {$(
        impl $of {
            /// Its name, as it stands in JSON and in the columns of the rows.
            #[must_use]
            pub fn as_str(&self) -> &'static str {
                crate::named::name(self)
            }
        }

        impl std::fmt::Display for $of {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    )+};
}

pub(crate) use named;

/// A value that is not an enum without fields has no name.
#[derive(Debug)]
struct Unnamed;

impl fmt::Display for Unnamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value has no name")
    }
}

impl std::error::Error for Unnamed {}

impl Error for Unnamed {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Namer;

type Nothing = Impossible<&'static str, Unnamed>;

macro_rules! refuse {
    ($($method:ident($($of:ty),*) -> $out:ty;)+) => {$(
        fn $method(self, $(_: $of),*) -> Result<$out, Unnamed> {
            Err(Unnamed)
        }
    )+};
}

impl Serializer for Namer {
    type Ok = &'static str;
    type Error = Unnamed;
    type SerializeSeq = Nothing;
    type SerializeTuple = Nothing;
    type SerializeTupleStruct = Nothing;
    type SerializeTupleVariant = Nothing;
    type SerializeMap = Nothing;
    type SerializeStruct = Nothing;
    type SerializeStructVariant = Nothing;

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<&'static str, Unnamed> {
        Ok(variant)
    }

    refuse! {
        serialize_bool(bool) -> &'static str;
        serialize_i8(i8) -> &'static str;
        serialize_i16(i16) -> &'static str;
        serialize_i32(i32) -> &'static str;
        serialize_i64(i64) -> &'static str;
        serialize_u8(u8) -> &'static str;
        serialize_u16(u16) -> &'static str;
        serialize_u32(u32) -> &'static str;
        serialize_u64(u64) -> &'static str;
        serialize_f32(f32) -> &'static str;
        serialize_f64(f64) -> &'static str;
        serialize_char(char) -> &'static str;
        serialize_str(&str) -> &'static str;
        serialize_bytes(&[u8]) -> &'static str;
        serialize_none() -> &'static str;
        serialize_unit() -> &'static str;
        serialize_unit_struct(&'static str) -> &'static str;
        serialize_seq(Option<usize>) -> Nothing;
        serialize_tuple(usize) -> Nothing;
        serialize_tuple_struct(&'static str, usize) -> Nothing;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Nothing;
        serialize_map(Option<usize>) -> Nothing;
        serialize_struct(&'static str, usize) -> Nothing;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Nothing;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<&'static str, Unnamed> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<&'static str, Unnamed> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<&'static str, Unnamed> {
        Err(Unnamed)
    }
}
