//! Constants of nature and of the planet, each with its source.

/// Standard acceleration of gravity, m/s² (exact by definition, CGPM 1901).
pub const STANDARD_GRAVITY_M_S2: f64 = 9.806_65;
/// Molar gas constant, J/(mol K) (CODATA 2018, exact).
pub const GAS_CONSTANT_J_MOL_K: f64 = 8.314_462_618_153_24;
/// Stefan-Boltzmann constant, W/(m² K⁴) (CODATA 2018).
pub const STEFAN_BOLTZMANN_W_M2_K4: f64 = 5.670_374_419e-8;
/// Speed of light, m/s (exact).
pub const SPEED_OF_LIGHT_M_S: f64 = 299_792_458.0;
/// Gravitational parameter of the planet, m³/s² (WGS 84 value for the Earth).
pub const PLANET_MU_M3_S2: f64 = 3.986_004_418e14;
/// Equatorial radius of the planet, m (WGS 84).
pub const PLANET_RADIUS_EQUATOR_M: f64 = 6_378_137.0;
/// Mean radius of the planet, m; the ship's ground and her altitudes are measured from this sphere.
pub const PLANET_RADIUS_MEAN_M: f64 = 6_371_000.0;
/// Second zonal harmonic of the planet (EGM 96, unnormalised).
pub const PLANET_J2: f64 = 1.082_626_68e-3;
/// Turning rate of the planet about its +z axis, rad/s (WGS 84, sidereal).
pub const PLANET_SPIN_RAD_S: f64 = 7.292_115_9e-5;
/// Ratio of specific heats of air (US Standard Atmosphere 1976).
pub const AIR_HEAT_RATIO: f64 = 1.4;
/// Molar gas constant as the 1976 standard uses it, J/(mol K); differs from CODATA in the sixth figure.
pub const US76_GAS_CONSTANT_J_MOL_K: f64 = 8.314_32;
/// Molar mass of air at sea level, kg/mol (US Standard Atmosphere 1976).
pub const US76_AIR_MOLAR_MASS_KG_MOL: f64 = 0.028_964_4;
/// Effective radius of the planet for geopotential altitude, m (US Standard Atmosphere 1976).
pub const US76_RADIUS_M: f64 = 6_356_766.0;
/// Heating constant of Sutton and Graves for air, kg^0.5/m (NASA TR R-376).
pub const SUTTON_GRAVES_AIR: f64 = 1.741_5e-4;
